import { describe, expect, it } from 'vitest'
import { clientUrlOf, snippetLanguages, snippetsOf } from './snippets.ts'

const version = (query: object): never[] => [{ query }] as never[]
const endpoint = {
  name: 'by-region',
  projectNumber: 7,
  runUrl: 'https://a.example/api/projects/7/endpoints/by-region/run',
  versions: version({
    kind: 'sql',
    text: 'SELECT {variables.region}, { variables.least }',
    variables: [
      { id: '1', name: 'region', type: 'string', value: "it's", isNull: false },
      { id: '2', name: 'least', type: 'number', value: null, isNull: false },
    ],
  }),
}

describe('how an endpoint is called', () => {
  it('is shown with a value for each variable, safely quoted', () => {
    const shown = Object.fromEntries(snippetsOf(endpoint).map(({ language, text }) => [language, text]))
    expect(Object.keys(shown)).toEqual([...snippetLanguages])
    expect(shown['curl']).toContain(`-d '{"variables":{"region":"it'\\''s","least":1}}'`)
    expect(shown['typescript']).toContain('await atrium["by-region"]({')
    expect(shown['javascript']).toContain(`"region": "it's"`)
    expect(shown['python']).toContain(`json.loads("{\\"variables\\":{\\"region\\":\\"it's\\",\\"least\\":1}}")`)
    expect(shown['sql']).toBe("SELECT 'it''s', 1")
    expect(JSON.parse(shown['mcp'] ?? '')).toMatchObject({ params: { arguments: { project: '7', name: 'by-region', variables: { least: 1 } } } })
    expect(shown['graphql']).toContain("'https://a.example/api/graphql'")
  })

  it('is shown as SQL where it is SQL', () => {
    const metric = { ...endpoint, versions: version({ kind: 'metric', text: '{}', variables: [] }) }
    expect(snippetsOf(metric).some(({ language }) => language === 'sql')).toBe(false)
  })

  it('names the module of all endpoints of the project', () => {
    expect(clientUrlOf(endpoint)).toBe('https://a.example/api/projects/7/endpoints/client.ts')
  })
})
