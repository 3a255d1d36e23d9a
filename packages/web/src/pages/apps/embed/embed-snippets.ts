/** How a server gets an address that shows an app, in what servers are written in. */
export function embedSnippets(site: string, appUuid: string): Readonly<Record<'curl' | 'Node' | 'Python', string>> {
  const address = `${site}/api/v1/app/apps/${appUuid}/embed-links`
  return {
    curl: `curl -X POST ${address} \\
  -H "Authorization: ApiKey $ATRIUM_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"attributes": {"tenant": "acme"}, "exports": ["csv"], "expiresIn": 15000}'`,
    Node: `const response = await fetch('${address}', {
  method: 'POST',
  headers: {
    authorization: \`ApiKey \${process.env.ATRIUM_TOKEN}\`,
    'content-type': 'application/json',
  },
  body: JSON.stringify({ attributes: { tenant: visitor.tenant }, exports: ['csv'], expiresIn: 15000 }),
})
const { results } = await response.json()
const url = results.url`,
    Python: `import os
import requests

response = requests.post(
    "${address}",
    headers={"Authorization": f"ApiKey {os.environ['ATRIUM_TOKEN']}"},
    json={"attributes": {"tenant": visitor.tenant}, "exports": ["csv"], "expiresIn": 15000},
    timeout=10,
)
response.raise_for_status()
url = response.json()["results"]["url"]`,
  }
}

/** What the page of that server holds. */
export const frameSnippet = '<iframe src="{url}" width="100%" height="800" style="border: 0" allow="clipboard-write"></iframe>'
