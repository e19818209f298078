/** What can be opened from every room. None of it is needed for the first sight of one. */

export const load = {
	assign: () => import('$lib/features/todos/AssignDialog.svelte'),
	chosen: () => import('$lib/features/todos/ChosenBar.svelte'),
	day: () => import('$lib/features/todos/DayDialog.svelte'),
	drawer: () => import('$lib/features/todos/TodoDrawer.svelte'),
	filter: () => import('$lib/features/filters/FilterDialog.svelte'),
	help: () => import('$lib/features/help/ShortcutHelp.svelte'),
	label: () => import('$lib/features/todos/LabelDialog.svelte'),
	labelling: () => import('$lib/features/todos/LabelAllDialog.svelte'),
	list: () => import('$lib/features/lists/ListDialog.svelte'),
	lists: () => import('$lib/features/lists/ListsDrawer.svelte'),
	move: () => import('$lib/features/todos/MoveDialog.svelte'),
	settings: () => import('./settings/rooms'),
	subtasks: () => import('$lib/features/todos/SubtasksDialog.svelte'),
	share: () => import('$lib/features/sharing/ShareDialog.svelte'),
	palette: () => import('$lib/features/palette/Palette.svelte'),
	sidebar: () => import('$lib/features/lists/Sidebar.svelte')
};
