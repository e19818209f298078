// The same routes over the same tables, as the documentation of Express 5, pg and jsonwebtoken would write them:
// a pool, named (prepared) statements, a token verified on every request, res.json.
import { createSecretKey, randomBytes } from 'node:crypto';
import express from 'express';
import jwt from 'jsonwebtoken';
import pg from 'pg';

// As a key object: given the text, jsonwebtoken first tries to read it as a public key, which costs ten times the check.
const SECRET = createSecretKey(Buffer.from(process.env.JWT_SECRET));

const DATE = 1082;
pg.types.setTypeParser(DATE, (text) => text);

const pool = new pg.Pool({ max: 10, options: '-c search_path=peer,extensions' });

const COLUMNS = `id, title, notes, category_id, section_id, parent_id, priority, start_date, due_date, due_time, due_timezone, deadline,
	duration_minutes, rrule, is_from_completion, label_ids, assignee, assignee_id, position, completed_at,
	created_at, user_id as created_by, updated_at, deleted_at, source, command_id, version`;

const GET_ONE = {
	name: 'get-todo',
	text: `select ${COLUMNS} from todos where user_id = $1 and id = $2 and deleted_at is null`
};
const LIST = {
	name: 'list-todos',
	text: `select ${COLUMNS} from todos where user_id = $1 and not is_done and deleted_at is null
		order by position, id limit $2`
};
const CHANGED_SINCE = {
	name: 'changed-since',
	text: `select ${COLUMNS} from todos where user_id = $1 and updated_at > $2 order by updated_at, id`
};
const INSERT_TODO = {
	name: 'insert-todo',
	text: `insert into todos (user_id, id, title, notes, depth, priority, label_ids, position, created_at, updated_at,
		source, version, document) values ($1, $2, $3, $4, 0, $5, '{}', $6, $7, $7, 'api', 1, $8)`
};
const INSERT_ACTIVITY = {
	name: 'insert-activity',
	text: `insert into activity (user_id, kind, entity_id, verb, at, source, version, changes)
		values ($1, 'todo', $2, 'created', $3, 'api', 1, $4)`
};
const INSERT_EVENT = {
	name: 'insert-event',
	text: `insert into outbox (id, name, user_id, payload) values ($1, 'todo.todo_created.v1', $2, $3)`
};

const app = express();
app.disable('x-powered-by');
app.use(express.json());

app.get('/healthz', (request, response) => {
	response.json({ status: 'ok' });
});

app.use('/v1', (request, response, next) => {
	const token = request.get('authorization')?.replace(/^Bearer /, '');
	try {
		const claims = jwt.verify(token, SECRET, { algorithms: ['HS256'], audience: 'voicetodo' });
		request.userId = claims.sub;
	} catch {
		response.status(401).json({ title: 'Sign in first.' });
		return;
	}
	next();
});

app.get('/v1/todos/:id', async (request, response) => {
	const { rows } = await pool.query({ ...GET_ONE, values: [request.userId, request.params.id] });
	if (rows.length === 0) {
		response.status(404).json({ title: 'No such todo.' });
		return;
	}
	response.json(toTodo(rows[0]));
});

app.get('/v1/todos', async (request, response) => {
	const limit = Math.min(Number(request.query.limit ?? 50), 200);
	const { rows } = await pool.query({ ...LIST, values: [request.userId, limit + 1] });
	const items = rows.slice(0, limit).map(toTodo);
	const last = items.at(-1);
	const next = rows.length > limit ? Buffer.from(JSON.stringify([last.position, last.id])).toString('base64url') : null;
	response.json({ items, next_cursor: next });
});

// What is usually done: all in one answer, by the time of the last change. (It misses what is committed late.)
app.get('/v1/sync', async (request, response) => {
	const since = new Date(Number(request.query.since ?? 0));
	const now = Date.now();
	const { rows } = await pool.query({ ...CHANGED_SINCE, values: [request.userId, since] });
	response.json({ todos: rows.map(toTodo), sync_token: now });
});

app.post('/v1/todos', async (request, response) => {
	const todo = newTodo(request.body);
	const client = await pool.connect();
	try {
		await client.query('begin');
		await client.query(insertOf(request.userId, todo));
		const changes = JSON.stringify({ title: [null, todo.title], priority: [null, todo.priority] });
		await client.query({ ...INSERT_ACTIVITY, values: [request.userId, todo.id, todo.created_at, changes] });
		const event = JSON.stringify({ user_id: request.userId, todo, origin: { source: 'api', command_id: null } });
		await client.query({ ...INSERT_EVENT, values: [uuidv7(), request.userId, event] });
		await client.query('commit');
	} catch (error) {
		await client.query('rollback');
		throw error;
	} finally {
		client.release();
	}
	response.status(201).location(`/v1/todos/${todo.id}`).json(todo);
});

// For scale: a create that tells nobody and remembers nothing.
app.post('/v1/todos/bare', async (request, response) => {
	const todo = newTodo(request.body);
	await pool.query(insertOf(request.userId, todo));
	response.status(201).json(todo);
});

function insertOf(userId, todo) {
	const { id, title, notes, priority, position, created_at } = todo;
	return {
		...INSERT_TODO,
		values: [userId, id, title, notes, priority, position, created_at, JSON.stringify(todo)]
	};
}

function newTodo({ title, notes = '', priority = 4 }) {
	const id = uuidv7();
	const now = new Date();
	return toTodo({
		...NOTHING,
		id,
		title,
		notes,
		priority,
		position: `z${id}`,
		created_at: now,
		updated_at: now
	});
}

const NOTHING = {
	category_id: null,
	section_id: null,
	parent_id: null,
	start_date: null,
	due_date: null,
	deadline: null,
	duration_minutes: null,
	rrule: null,
	label_ids: [],
	assignee: null,
	assignee_id: null,
	created_by: null,
	completed_at: null,
	deleted_at: null,
	source: 'api',
	command_id: null,
	version: 1
};

function toTodo(row) {
	return {
		id: row.id,
		title: row.title,
		notes: row.notes,
		category_id: row.category_id,
		section_id: row.section_id,
		parent_id: row.parent_id,
		priority: row.priority,
		start_date: row.start_date,
		due: row.due_date && {
			date: row.due_date,
			time: row.due_time?.slice(0, 5) ?? null,
			timezone: row.due_timezone
		},
		deadline: row.deadline,
		duration_minutes: row.duration_minutes,
		recurrence: row.rrule && { rrule: row.rrule, from_completion: row.is_from_completion },
		reminders: row.reminders ?? [],
		label_ids: row.label_ids,
		assignee: row.assignee,
		assignee_id: row.assignee_id,
		position: row.position,
		completed_at: row.completed_at,
		created_at: row.created_at,
		created_by: row.created_by,
		updated_at: row.updated_at,
		deleted_at: row.deleted_at,
		source: row.source,
		command_id: row.command_id,
		version: row.version
	};
}

// RFC 9562: as ours, so that new rows lie together in the index.
function uuidv7() {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(Date.now(), 0, 6);
	bytes[6] = (bytes[6] & 0x0f) | 0x70;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const server = app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => server.close(() => pool.end()));
