import { settleLocale } from '$lib/shared/locale';
import { session } from '$lib/shared/session.svelte';

settleLocale();
// While what the room is made of still comes.
void session.start();
