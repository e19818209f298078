/** The values of the API under the names the app uses. Their shapes are generated; see `npm run api`. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type SignedIn = Schemas['SignedIn'];
export type Todo = Schemas['Todo'];
export type Due = Schemas['Due'];
export type Category = Schemas['Category'];
export type Label = Schemas['Label'];
export type SearchHit = Schemas['SearchHit'];
export type Interpretation = Schemas['Interpretation'];
export type Action = Schemas['Action'];
export type CommandOutcome = Schemas['CommandOutcome'];
export type CommandResult = Schemas['CommandResult'];
