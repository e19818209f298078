declare global {
	namespace App {
		interface PageState {
			/** What a sign-in goes on with that began at a provider: it stands in no address. */
			challenge?: string;
		}
	}
}

export {};
