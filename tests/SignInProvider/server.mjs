// A real OpenID provider, for tests only: npm oidc-provider.
// node server.mjs PORT APP-ADDRESS    prints READY when it listens.
import * as crypto from 'node:crypto';
import Provider from 'oidc-provider';

const [port, app] = process.argv.slice(2);
const twoFactors = 'urn:example:two-factors';
const people = ['sanne', 'fatima', 'stranger'];
const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const page = (title, body) => `<!doctype html><html lang=en><link rel=icon href="data:,"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{
    client_id: 'triage', client_secret: 'invented-secret-for-tests-only-000', token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: [`${app}/signin-oidc`], post_logout_redirect_uris: [`${app}/signout-callback-oidc`],
    backchannel_logout_uri: `${app}/signout-backchannel-oidc`, backchannel_logout_session_required: true,
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
  cookies: { keys: [crypto.randomBytes(16).toString('hex')] },
  acrValues: [twoFactors],
  claims: { openid: ['sub', 'amr'], profile: ['name'] },
  pkce: { required: () => true },
  // The program runs on this machine, where the provider's own dispatcher refuses to go.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  features: {
    devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true }, backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => { ctx.body = page('Sign out?', `${form}<button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>`); },
      postLogoutSuccessSource: (ctx) => { ctx.body = page('Signed out', ''); },
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  // The program is the organisation's own: no page that asks for consent.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
  findAccount: (ctx, id) => people.includes(id) && { accountId: id, claims: () => ({ sub: id, name: id }) },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  await provider.interactionDetails(ctx.req, ctx.res);
  if (ctx.method === 'GET') {
    ctx.body = page('Provider for tests', `<form method=post>${people.map((p) => `<button name=person value=${p}>${p}</button>`).join(' ')}
      <label><input type=checkbox name=second> with a second factor</label> <button name=person value="">Cancel</button></form>`);
    return undefined;
  }
  let body = '';
  for await (const chunk of ctx.req) body += chunk;
  const form = new URLSearchParams(body);
  const second = form.has('second');
  const result = form.get('person')
    ? { login: { accountId: form.get('person'), acr: second ? twoFactors : 'urn:example:password', amr: second ? ['pwd', 'otp', 'mfa'] : ['pwd'] } }
    : { error: 'access_denied', error_description: 'the person cancelled' };
  ctx.respond = false;
  return provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
});
for (const event of ['server_error', 'grant.error', 'authorization.error', 'pushed_authorization_request.error', 'backchannel.error'])
  provider.on(event, (ctx, error) => console.error(event, error?.message ?? error, error?.error_detail ?? error?.cause ?? ''));
provider.listen(Number(port), () => console.log('READY'));
