/** The rooms of the settings, in their order. */
import ArrowDownUp from '@lucide/svelte/icons/arrow-down-up';
import EyeOff from '@lucide/svelte/icons/eye-off';
import Gauge from '@lucide/svelte/icons/gauge';
import KeyRound from '@lucide/svelte/icons/key-round';
import Mic from '@lucide/svelte/icons/mic';
import Plug from '@lucide/svelte/icons/plug';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import UserRound from '@lucide/svelte/icons/user-round';
import UsersRound from '@lucide/svelte/icons/users-round';
import Wrench from '@lucide/svelte/icons/wrench';
import { m } from '$lib/paraglide/messages';
import { session } from '$lib/shared/session.svelte';

export const settingsRooms = () => [
	{ href: '/settings/profile', name: m.profile_title(), about: m.settings_profile_about(), icon: UserRound },
	{
		href: '/settings/preferences',
		name: m.preferences_title(),
		about: m.settings_preferences_about(),
		icon: SlidersHorizontal
	},
	{ href: '/settings/voice', name: m.recordings_title(), about: m.settings_voice_about(), icon: Mic },
	{
		href: '/settings/security',
		name: m.security_title(),
		about: m.settings_security_about(),
		icon: ShieldCheck
	},
	{ href: '/settings/tokens', name: m.settings_tokens(), about: m.settings_tokens_about(), icon: KeyRound },
	{
		href: '/settings/applications',
		name: m.applications_title(),
		about: m.settings_applications_about(),
		icon: Plug
	},
	{
		href: '/settings/transfer',
		name: m.transfer_title(),
		about: m.settings_transfer_about(),
		icon: ArrowDownUp
	},
	{ href: '/settings/teams', name: m.teams_title(), about: m.settings_teams_about(), icon: UsersRound },
	{ href: '/settings/privacy', name: m.privacy_title(), about: m.settings_privacy_about(), icon: EyeOff },
	{ href: '/settings/plan', name: m.plan_title(), about: m.settings_plan_about(), icon: Gauge },
	...(session.user?.roles.some((role) => role !== 'user')
		? [{ href: '/admin', name: m.admin_title(), about: m.settings_admin_about(), icon: Wrench }]
		: [])
];
