/** The rooms of the administration that whoever is here may enter. */
import Activity from '@lucide/svelte/icons/activity';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Construction from '@lucide/svelte/icons/construction';
import Flag from '@lucide/svelte/icons/flag';
import HeartPulse from '@lucide/svelte/icons/heart-pulse';
import Megaphone from '@lucide/svelte/icons/megaphone';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Timer from '@lucide/svelte/icons/timer';
import UsersRound from '@lucide/svelte/icons/users-round';
import { may } from '$lib/features/admin/rights';
import { m } from '$lib/paraglide/messages';

export function adminRooms() {
	const rooms = [
		{
			href: '/admin/users',
			name: m.admin_users(),
			about: m.admin_users_about(),
			icon: UsersRound,
			needs: 'users:read'
		},
		{
			href: '/admin/announcements',
			name: m.admin_announcements(),
			about: m.admin_announcements_about(),
			icon: Megaphone,
			needs: 'announcements:write'
		},
		{
			href: '/admin/insights',
			name: m.admin_insights(),
			about: m.admin_insights_about(),
			icon: ChartColumn,
			needs: 'health:read'
		},
		{
			href: '/admin/flags',
			name: m.admin_flags(),
			about: m.admin_flags_about(),
			icon: Flag,
			needs: 'flags:read'
		},
		{
			href: '/admin/audit',
			name: m.admin_audit(),
			about: m.admin_audit_about(),
			icon: ScrollText,
			needs: 'audit:read'
		},
		{
			href: '/admin/jobs',
			name: m.admin_jobs(),
			about: m.admin_jobs_about(),
			icon: Activity,
			needs: 'jobs:read'
		},
		{
			href: '/admin/health',
			name: m.admin_health(),
			about: m.admin_health_about(),
			icon: HeartPulse,
			needs: 'health:read'
		},
		{
			href: '/admin/retention',
			name: m.admin_retention(),
			about: m.admin_retention_about(),
			icon: Timer,
			needs: 'health:read'
		},
		{
			href: '/admin/maintenance',
			name: m.admin_maintenance(),
			about: m.admin_maintenance_room_about(),
			icon: Construction,
			needs: 'health:read'
		}
	] as const;
	return rooms.filter(({ needs }) => may(needs));
}
