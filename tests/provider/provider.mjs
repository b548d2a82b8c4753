// A real OpenID provider for the tests: node provider.mjs PORT FOLDER
//
// FOLDER holds keys.json (a private JWK Set) and accounts.json (by login: name and roles, read anew
// for every token); hits.log there gets the path of every request. A resource "urn:heed:ES256"
// is answered with access tokens for it, JWTs signed that way.
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [port, folder] = process.argv.slice(2);
const { default: Provider } = await import("oidc-provider");

const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const account = (login) => ({ name: login, roles: [], ...read("accounts.json")[login] });

const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
        {
            client_id: "dashboard",
            redirect_uris: ["http://127.0.0.1/signed-in"],
            application_type: "native",
            token_endpoint_auth_method: "none",
            grant_types: ["authorization_code"],
        },
    ],
    jwks: read("keys.json"),
    cookies: { keys: ["tests"] },
    findAccount: (context, login) => ({
        accountId: login,
        claims: () => ({ sub: login, name: account(login).name }),
    }),
    extraTokenClaims: (context, token) => account(token.accountId),
    features: {
        devInteractions: { enabled: true },
        resourceIndicators: {
            enabled: true,
            useGrantedResource: () => true,
            getResourceServerInfo: (context, resource) => ({
                scope: "cases",
                audience: resource,
                accessTokenFormat: "jwt",
                accessTokenTTL: 600,
                jwt: { sign: { alg: resource.split(":").pop() } },
            }),
        },
    },
});

provider.use(async (context, next) => {
    appendFileSync(join(folder, "hits.log"), `${context.path}\n`);
    await next();
});
provider.listen(Number(port), "127.0.0.1");
