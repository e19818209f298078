/** Who shares a list, and in which role. All of these throw ApiProblem or Unreachable. */
import { api } from '$lib/api/client';
import type { GivenRole } from '$lib/api/types';
import { sync } from '$lib/shared/data/sync';
import { people } from '$lib/shared/todo/people.svelte';

export async function changeRole(categoryId: string, memberId: string, role: GivenRole): Promise<void> {
	const path = { category_id: categoryId, member_id: memberId };
	await api.PATCH('/v1/categories/{category_id}/members/{member_id}', { params: { path }, body: { role } });
	await people.again(categoryId);
}

export async function sendAway(categoryId: string, memberId: string): Promise<void> {
	await remove(categoryId, memberId);
	await people.again(categoryId);
	void sync();
}

export async function leave(categoryId: string, ownId: string): Promise<void> {
	await remove(categoryId, ownId);
	void sync();
}

async function remove(categoryId: string, memberId: string): Promise<void> {
	const path = { category_id: categoryId, member_id: memberId };
	await api.DELETE('/v1/categories/{category_id}/members/{member_id}', { params: { path } });
}
