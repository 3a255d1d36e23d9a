import type { Endpoint, EndpointVariable } from '../../api/endpoints.ts'

/** How an endpoint is called from elsewhere. */
export type Snippet = { language: 'curl' | 'typescript' | 'python'; text: string }

const sampleOf = ({ type, value }: EndpointVariable): unknown => {
  if (value !== null && value !== undefined) return value
  switch (type) {
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'date':
      return '2026-01-31'
    case 'list':
      return ['a', 'b']
    case 'string':
      return 'a'
  }
}

/** A text for a shell between single quotes. */
const shellText = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Calls with a value for each variable. A token of whoever calls stands where it says so. */
export function snippetsOf({ runUrl, versions }: Pick<Endpoint, 'runUrl' | 'versions'>): Snippet[] {
  const variables = Object.fromEntries((versions[0]?.query.variables ?? []).map((variable) => [variable.name, sampleOf(variable)]))
  const body = JSON.stringify({ variables })
  return [
    {
      language: 'curl',
      text: `curl ${shellText(runUrl)} \\\n  -H "Authorization: Bearer $ATRIUM_TOKEN" \\\n  -H 'Content-Type: application/json' \\\n  -d ${shellText(body)}`,
    },
    {
      language: 'typescript',
      text: `const token = '…'
const answer = await fetch(${JSON.stringify(runUrl)}, {
  method: 'POST',
  headers: { authorization: \`Bearer \${token}\`, 'content-type': 'application/json' },
  body: JSON.stringify(${JSON.stringify({ variables }, null, 2).replaceAll('\n', '\n  ')}),
})
const { columns, results } = await answer.json()`,
    },
    {
      language: 'python',
      text: `import json, os, urllib.request

request = urllib.request.Request(
    ${JSON.stringify(runUrl)},
    data=json.dumps(json.loads(r"""${body}""")).encode(),
    headers={"Authorization": f"Bearer {os.environ['ATRIUM_TOKEN']}", "Content-Type": "application/json"},
)
answer = json.load(urllib.request.urlopen(request))
print(answer["columns"], answer["results"])`,
    },
  ]
}
