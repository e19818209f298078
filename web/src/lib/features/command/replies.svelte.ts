/** What is answered, said aloud by the browser's own voices: where somebody wished it, in this browser. */

const KEY = 'voicetodo-speak-replies';

class Replies {
	isOn = $state(saved());

	/** Whether it can be done here at all. */
	get isPossible(): boolean {
		return typeof speechSynthesis !== 'undefined';
	}

	turn(isOn: boolean): void {
		this.isOn = isOn;
		if (isOn) localStorage.setItem(KEY, 'on');
		else localStorage.removeItem(KEY);
		this.hush();
	}

	/**
	 * Resolves once it was said to its end: true. False where it was not, as nobody wished it, there is no voice on this
	 * device (others would be asked elsewhere, and hear what is said here), or somebody had it hushed.
	 */
	async speak(text: string, language: string): Promise<boolean> {
		if (!this.isOn || !this.isPossible || !text) return false;
		const voice = (await voices()).find(
			({ lang, localService }) => localService && lang.toLowerCase().startsWith(language)
		);
		if (!voice) return false;
		speechSynthesis.cancel();
		const said = new SpeechSynthesisUtterance(text);
		said.voice = voice;
		said.lang = voice.lang;
		return new Promise((resolve) => {
			said.onend = () => resolve(true);
			said.onerror = () => resolve(false);
			speechSynthesis.speak(said);
		});
	}

	/** Says no more. */
	hush(): void {
		if (this.isPossible) speechSynthesis.cancel();
	}
}

/** Browsers look for them when they are first asked. */
function voices(): Promise<SpeechSynthesisVoice[]> {
	const found = speechSynthesis.getVoices();
	if (found.length > 0) return Promise.resolve(found);
	return new Promise((resolve) => {
		const answer = () => resolve(speechSynthesis.getVoices());
		speechSynthesis.addEventListener('voiceschanged', answer, { once: true });
		setTimeout(answer, 1_000);
	});
}

function saved(): boolean {
	try {
		return localStorage.getItem(KEY) === 'on';
	} catch {
		return false; // storage is refused
	}
}

export const replies = new Replies();
