/** Which dialog lies over the room: one at a time, and every room may open it. */
export type Overlay =
	| 'help'
	| 'lists'
	| 'filter'
	| 'list'
	| 'palette'
	| 'move'
	| 'day'
	| 'label'
	| 'assign'
	| 'share'
	| 'subtasks';

class Overlays {
	current = $state<Overlay | null>(null);
	/** The tasks that `move`, `day`, `assign` and `subtasks` are about. */
	todoIds = $state.raw<string[]>([]);

	show(overlay: Overlay, ...todoIds: string[]): void {
		this.todoIds = todoIds;
		this.current = overlay;
	}

	close = (): void => {
		this.current = null;
	};
}

export const overlays = new Overlays();
