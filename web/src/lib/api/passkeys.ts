/** Passkeys, as the browser makes and asks for them (WebAuthn level 3). */

type Written = Record<string, unknown>;

/** A page at an address of numbers, or without https, has none. */
export function canUsePasskeys(): boolean {
	return (
		'PublicKeyCredential' in globalThis &&
		typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' &&
		!/^[\d.]+$|^\[/.test(location.hostname)
	);
}

/** Throws a DOMException where the person changed their mind. */
export async function makePasskey(options: Written): Promise<Written> {
	const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
		options as unknown as PublicKeyCredentialCreationOptionsJSON
	);
	return written(await navigator.credentials.create({ publicKey }));
}

/** Throws a DOMException where the person changed their mind. */
export async function askPasskey(options: Written): Promise<Written> {
	const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
		options as unknown as PublicKeyCredentialRequestOptionsJSON
	);
	return written(await navigator.credentials.get({ publicKey }));
}

function written(credential: Credential | null): Written {
	if (credential === null) throw new DOMException('No passkey was chosen.', 'NotAllowedError');
	return (credential as PublicKeyCredential).toJSON() as unknown as Written;
}
