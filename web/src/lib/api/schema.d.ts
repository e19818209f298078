/** Hand-written until docs/api/openapi.json exists; then `npm run api` replaces this file. */
interface Answer<T> {
	headers: Record<string, unknown>;
	content: { 'application/json': T };
}
interface Call<Body, Result, Query = never, Path = never, Status extends number = 200> {
	parameters: {
		query?: Query;
		header?: Record<string, string>;
		cookie?: never;
	} & ([Path] extends [never] ? { path?: never } : { path: Path });
	requestBody?: Body extends undefined ? never : { content: { 'application/json': Body } };
	responses: Record<Status, Answer<Result>>;
}
interface Page<T> {
	items: T[];
	next_cursor: string | null;
}
type S = components['schemas'];
type Id = { id: string };

export interface paths {
	'/v1/auth/register': { post: Call<S['Registration'], S['SignedIn'], never, never, 201> };
	'/v1/auth/login': { post: Call<S['Login'], S['SignedIn']> };
	'/v1/auth/logout': { post: Call<undefined, never, never, never, 204> };
	'/v1/todos': {
		get: Call<undefined, Page<S['Todo']>, Record<string, string | number | boolean | null | undefined>>;
		post: Call<Partial<S['Todo']>, S['Todo'], never, never, 201>;
	};
	'/v1/todos/{id}': {
		get: Call<undefined, S['Todo'], never, Id>;
		patch: Call<Partial<S['Todo']>, S['Todo'], never, Id>;
		delete: Call<undefined, never, never, Id, 204>;
	};
	'/v1/todos/{id}/completion': {
		put: Call<undefined, S['Todo'], never, Id>;
		delete: Call<undefined, S['Todo'], never, Id>;
	};
	'/v1/todos/{id}/position': { put: Call<{ after_id: string | null }, S['Todo'], never, Id> };
	'/v1/trash/{id}/restoration': { post: Call<undefined, S['Todo'], never, Id> };
	'/v1/categories': {
		get: Call<undefined, Page<S['Category']>, { limit?: number; cursor?: string }>;
		post: Call<Partial<S['Category']>, S['Category'], never, never, 201>;
	};
	'/v1/categories/{id}': {
		patch: Call<Partial<S['Category']>, S['Category'], never, Id>;
		delete: Call<undefined, never, never, Id, 204>;
	};
	'/v1/labels': {
		get: Call<undefined, Page<S['Label']>, { limit?: number; cursor?: string }>;
		post: Call<Partial<S['Label']>, S['Label'], never, never, 201>;
	};
	'/v1/search': { get: Call<undefined, Page<S['SearchHit']>, { q: string; limit?: number }> };
	'/v1/voice/commands': { post: Call<S['TextCommand'], S['CommandOutcome']> };
	'/v1/voice/commands/{id}/answer': {
		post: Call<{ option_id?: string; text?: string }, S['CommandOutcome'], never, Id>;
	};
	'/v1/voice/commands/{id}/undo': { post: Call<undefined, S['CommandOutcome'], never, Id> };
	'/v1/voice/interpretations': { post: Call<S['TextCommand'], S['Interpretation']> };
}

export interface components {
	schemas: {
		Registration: { email: string; password: string; name?: string; timezone?: string; client?: string };
		Login: { email: string; password: string; client?: string };
		User: { id: string; email: string; name: string; timezone: string; roles: string[]; created_at: string };
		SignedIn: { user: S['User']; access_token: string; token_type: string; expires_in: number };
		Due: { date: string; time: string | null; timezone: string };
		Recurrence: { rrule: string; from_completion: boolean };
		Todo: {
			id: string;
			title: string;
			notes: string;
			category_id: string | null;
			parent_id: string | null;
			priority: number;
			due: S['Due'] | null;
			deadline: string | null;
			duration_minutes: number | null;
			recurrence: S['Recurrence'] | null;
			label_ids: string[];
			assignee: string | null;
			position: string;
			completed_at: string | null;
			created_at: string;
			updated_at: string;
			deleted_at: string | null;
			source: string;
			command_id: string | null;
			version: number;
		};
		Category: {
			id: string;
			name: string;
			color: string;
			position: string;
			created_at: string;
			updated_at: string;
			version: number;
		};
		Label: { id: string; name: string; color: string; version: number };
		SearchHit: { todo: S['Todo']; marks: { field: string; start: number; end: number }[]; rank: number };
		TextCommand: {
			text: string;
			timezone?: string;
			captured_at?: string;
			language?: string;
			literal_spans?: [number, number][];
		};
		Slots: Record<string, unknown>;
		Action: {
			intent: string;
			slots?: S['Slots'];
			spans?: Record<string, number[][]>;
			confidence?: number;
		};
		Interpretation: { text: string; actions: S['Action'][]; confidence: number; reply: string };
		CommandResult: {
			action: string;
			status: 'done' | 'needs_answer' | 'not_found' | 'refused' | 'unsupported' | 'failed';
			message: string;
			todo?: S['Todo'] | null;
			todos?: S['Todo'][] | null;
			category?: S['Category'] | null;
		};
		CommandOutcome: {
			id: string;
			transcript: string;
			interpretation: S['Interpretation'];
			results: S['CommandResult'][];
			reply: string;
			clarification: { question: string; options: { id: string; label: string }[]; takes_words: boolean } | null;
			is_undoable: boolean;
			undone_at?: string | null;
			created_at: string;
		};
	};
}
