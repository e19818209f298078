/** Light, dark, or as the system says. `static/theme.js` applies it before the first paint. */

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'voicetodo-theme';

class Theme {
	choice = $state<ThemeChoice>(saved());

	choose(choice: ThemeChoice): void {
		this.choice = choice;
		if (choice === 'system') {
			delete document.documentElement.dataset.theme;
			localStorage.removeItem(KEY);
		} else {
			document.documentElement.dataset.theme = choice;
			localStorage.setItem(KEY, choice);
		}
	}
}

function saved(): ThemeChoice {
	const value = localStorage.getItem(KEY);
	return value === 'light' || value === 'dark' ? value : 'system';
}

export const theme = new Theme();
