/** Invitations to a list or a team, made and taken back. What is asked throws ApiProblem or Unreachable. */
import { api, body } from '$lib/api/client';
import type { GivenRole, Invitation } from '$lib/api/types';
import { listRoles, type NamedRole } from './words';

export interface Draft {
	role: string;
	/** Null is for whoever has the link. */
	address: string | null;
	is_reusable: boolean;
	expires_in_days: number;
}

/** Where people are invited to. */
export interface Place {
	roles: NamedRole[];
	list: () => Promise<Invitation[]>;
	/** The answer alone has the token. */
	invite: (draft: Draft) => Promise<Invitation>;
	takeBack: (invitationId: string) => Promise<void>;
}

export function toList(categoryId: string): Place {
	const path = { category_id: categoryId };
	return {
		roles: listRoles(),
		list: async () =>
			(await body(api.GET('/v1/categories/{category_id}/invitations', { params: { path } }))).items,
		invite: ({ role, ...draft }) => {
			const asked = { ...draft, role: role as GivenRole };
			return body(api.POST('/v1/categories/{category_id}/invitations', { params: { path }, body: asked }));
		},
		takeBack: async (invitation_id) => {
			const one = { path: { ...path, invitation_id } };
			await api.DELETE('/v1/categories/{category_id}/invitations/{invitation_id}', { params: one });
		}
	};
}
