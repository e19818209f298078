/** What somebody should know beside the reply to what they said, in the language that they read. */
import type { CommandOutcome } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

const WORDS: Partial<Record<string, () => string>> = {
	'recording-not-kept': m.command_recording_not_kept
} satisfies Record<NonNullable<CommandOutcome['notice_code']>, () => string>;

/** A code that only a newer server knows is told in its own sentence. */
export const noticeWords = ({
	notice,
	notice_code: code
}: Pick<CommandOutcome, 'notice' | 'notice_code'>): string => WORDS[code ?? '']?.() ?? notice ?? '';
