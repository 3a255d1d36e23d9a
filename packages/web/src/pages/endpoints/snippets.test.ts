import { describe, expect, it } from 'vitest'
import { snippetsOf } from './snippets.ts'

const version = (variables: unknown[]): never[] => [{ query: { variables } }] as never[]

describe('how an endpoint is called', () => {
  it('is shown with a value for each variable, safely quoted', () => {
    const [curl, typescript, python] = snippetsOf({
      runUrl: 'https://a.example/api/projects/1/endpoints/x/run',
      versions: version([
        { id: '1', name: 'region', type: 'string', value: "it's", isNull: false },
        { id: '2', name: 'least', type: 'number', value: null, isNull: false },
      ]),
    }).map(({ text }) => text)
    expect(curl).toContain(`-d '{"variables":{"region":"it'\\''s","least":1}}'`)
    expect(typescript).toContain(`"region": "it's"`)
    expect(python).toContain(`r"""{"variables":{"region":"it's","least":1}}"""`)
  })
})
