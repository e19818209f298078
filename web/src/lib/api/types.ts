/** The values of the API under the names the app uses. Their shapes are generated; see `npm run api`. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type SignedIn = Schemas['SignedIn'];
export type Todo = Schemas['Todo'];
export type Due = Schemas['Due'];
export type Category = Schemas['Category'];
export type Label = Schemas['Label'];
export type SecurityEvent = Schemas['SecurityEvent'];
export type SearchHit = Schemas['Hit'];
export type Import = Schemas['Import'];
export type ImportRow = Schemas['ImportRow'];
export type PersonalToken = Schemas['PersonalToken'];
export type MadePersonalToken = Schemas['MadePersonalToken'];
export type Scope = Schemas['WishedScope'];
export type Application = Schemas['Application'];
export type Asked = Schemas['Asked'];
export type ExportKind = 'voicetodo' | 'csv' | 'icalendar' | 'todo_txt';
export type CommandResult = Schemas['ActionResult'];

// openapi-fetch widens pairs to arrays in what it answers; so do these.
export type Action = Omit<Schemas['Action'], 'spans'> & { spans?: Record<string, number[][]> };
export type Interpretation = Omit<Schemas['Interpretation'], 'actions' | 'clarification'> & {
	actions: Action[];
};
export type CommandOutcome = Omit<Schemas['Outcome'], 'interpretation'> & { interpretation: Interpretation };
