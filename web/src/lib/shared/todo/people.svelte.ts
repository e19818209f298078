/** Who the people of shared lists are: asked for once, and anew when the app is or somebody came, left or has another role. */
import { api, body } from '$lib/api/client';
import { m } from '$lib/paraglide/messages';
import type { Member } from '$lib/api/types';
import { live } from '$lib/shared/data/live.svelte';
import { session } from '$lib/shared/session.svelte';

class People {
	#members = $state.raw(new Map<string, Member[]>());
	/** What was heard of lists when it was asked for each. */
	#asked = new Map<string, number>();

	/** The people of a list, its owner among them; nobody where it is not known yet. */
	of(categoryId: string): Member[] {
		return this.#members.get(categoryId) ?? [];
	}

	/** “You”, a name, or “Somebody” where nobody of that id is known. */
	nameOf(userId: string): string {
		if (userId === session.user?.id) return m.todo_you();
		for (const members of this.#members.values()) {
			const found = members.find(({ user_id }) => user_id === userId);
			if (found) return found.name;
		}
		return m.todo_somebody();
	}

	async ask(categoryId: string): Promise<void> {
		if (this.#asked.get(categoryId) === live.listed) return;
		this.#asked.set(categoryId, live.listed);
		try {
			await this.again(categoryId);
		} catch {
			this.#asked.delete(categoryId); // without a connection: names come with the next time
		}
	}

	/** Throws ApiProblem or Unreachable. */
	async again(categoryId: string): Promise<Member[]> {
		const params = { path: { category_id: categoryId } };
		const { items } = await body(api.GET('/v1/categories/{category_id}/members', { params }));
		this.#members = new Map([...this.#members, [categoryId, items]]);
		return items;
	}
}

export const people = new People();
