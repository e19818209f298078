/** The values of the API under the names the app uses. Their shapes are generated; see `npm run api`. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type SignedIn = Schemas['SignedIn'];
export type Todo = Schemas['Todo'];
export type Due = Schemas['Due'];
export type Recurrence = NonNullable<Todo['recurrence']>;
export type Category = Schemas['Category'];
export type Label = Schemas['Label'];
export type Section = Schemas['Section'];
export type Filter = Schemas['Filter'];
export type Comment = Schemas['Comment'];
export type Attachment = Schemas['Attachment'];
export type Member = Schemas['Member'];
/** What somebody else may be given in a list. */
export type GivenRole = Schemas['RoleBody']['role'];
export type Invitation = Schemas['Invitation'];
export type Team = Schemas['Team'];
export type TeamMember = Schemas['TeamMember'];
export type TeamShare = Schemas['TeamShare'];
export type Entry = Omit<Schemas['Entry'], 'changes'> & { changes: Record<string, unknown[]> };
export type Reminder = Schemas['Reminder'];
export type CheckedQuery = Schemas['CheckedQuery'];
export type SyncAnswer = Schemas['SyncAnswer'];
export type MutationResult = Schemas['MutationResult'];
/** What `/v1/sync` takes; fields with a default may be left out. */
export type Mutation = Lenient<Schemas[Extract<keyof Schemas, `${string}Mutation`>]>;
export type AccountDeletion = Schemas['AccountDeletion'];
export type Announcement = Schemas['Announcement'];
export type SecurityEvent = Schemas['SecurityEvent'];
export type SearchHit = Schemas['Hit'];
export type Preferences = Schemas['Preferences'];
export type Import = Schemas['Import'];
export type ImportRow = Schemas['ImportRow'];
export type PersonalToken = Schemas['PersonalToken'];
export type MadePersonalToken = Schemas['MadePersonalToken'];
export type Scope = Schemas['WishedScope'];
export type Application = Schemas['Application'];
export type Asked = Schemas['Asked'];
export type ExportKind = 'voicetodo_archive' | 'voicetodo' | 'csv' | 'icalendar' | 'todo_txt';
export type CommandResult = Schemas['ActionResult'];

// openapi-fetch widens pairs to arrays in what it answers; so do these.
export type Action = Omit<Schemas['Action'], 'spans'> & { spans?: Record<string, number[][]> };
export type Interpretation = Omit<Schemas['Interpretation'], 'actions' | 'clarification'> & {
	actions: Action[];
};
export type CommandOutcome = Omit<Schemas['Outcome'], 'interpretation'> & { interpretation: Interpretation };

/** The generator has these as needed, and does not know what is in the arrays. */
interface Defaults {
	notes: string;
	priority: Todo['priority'];
	label_ids: string[];
	add_label_ids: string[];
	remove_label_ids: string[];
	reminders: Schemas['ReminderBody'][];
	description: string;
	is_favorite: boolean;
	mentions: string[];
}
type Lenient<T> = T extends object
	? Omit<T, keyof Defaults> & Partial<Pick<Defaults, Extract<keyof T, keyof Defaults>>>
	: never;
