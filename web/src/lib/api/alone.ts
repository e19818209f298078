/** Runs `work` while no other tab runs its own under the same name; where there are no locks (plain http), just runs it. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
	const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
	return navigator?.locks ? await navigator.locks.request(name, work) : work();
}
