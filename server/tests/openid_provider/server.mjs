// A provider as others run one, for tests to sign in with: whoever gives a name is that person, without a password.
// CLIENTS are its clients in JSON, as `oidc-provider` describes them.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { PORT, CLIENTS } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(issuer, {
  clients: JSON.parse(CLIENTS),
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  cookies: { keys: ['of a test'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
  interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  // Nobody is asked whether they agree: that is between people and their provider.
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
  pkce: { required: () => true }
});

const claimsOf = (sub) => ({
  sub,
  name: sub,
  email: `${sub}@provider.example`,
  email_verified: !sub.startsWith('unproven')
});

const ours = provider.callback();

createServer(async (request, response) => {
  if (!request.url.startsWith('/sign-in/')) return ours(request, response);
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end('<form method="post"><input name="login" aria-label="Who are you?"><button>Sign in</button></form>');
  }
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const accountId = new URLSearchParams(Buffer.concat(pieces).toString()).get('login');
  const result = accountId ? { login: { accountId } } : { error: 'access_denied' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}).listen(Number(PORT), '127.0.0.1');
