import { getIntrospectionQuery, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { limits, requireModest } from './limits.ts'

const check = (text: string): void => requireModest(parse(text))
const nested = (depth: number): string => '{ a '.repeat(depth) + '}'.repeat(depth)

describe('a modest document', () => {
  it.each([
    ['the introspection of clients', getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, specifiedByUrl: true })],
    [
      'all there is of a project',
      `{ project(projectId: "1") {
           id name
           models { grn name spec viewsLastTwoWeeks savedExplorations { grn name spec viewsLastTwoWeeks } }
           metrics { grn name spec } dashboards { grn name spec viewsLastTwoWeeks }
           users { id fullName displayName email roles }
           roles { id name description permissionRules { name resources permissions datasourceCredentials { datasourceName } } } } }`,
    ],
    ['a few queries that are run', '{ a: runQuery { rows } b: runQuery { rows } c: runEndpoint { rows } }'],
    ['as deep as may be', nested(limits.depth)],
    ['a fragment that is used twice', 'query { ...f projects { ...f } } fragment f on Query { projects { id } }'],
    ['a fragment that is not there, which the validation tells', '{ ...nowhere }'],
  ])('is %s', (_name, text) => expect(() => check(text)).not.toThrow())

  it.each([
    ['deep', nested(limits.depth + 1), 'nested'],
    ['deep through fragments', `query { ...f } fragment f on Q ${nested(limits.depth - 1)} fragment g on Q { x { y { ...f } } }`, 'nested'],
    ['of aliases', `{ ${Array.from({ length: limits.aliases + 1 }, (_, index) => `a${index}: projects { id }`).join(' ')} }`, 'renamed'],
    ['wide', `{ ${'projects { id } '.repeat(limits.rootFields + 1)} }`, 'wide'],
    ['wide through fragments', `{ ...f ...f } fragment f on Query { ${'projects { id } '.repeat(limits.rootFields)} }`, 'wide'],
    ['six queries that are run', `{ ${'runQuery { rows } '.repeat(6)} }`, 'large'],
    ['lists of lists with large files', `{ projects { models { savedExplorations { ${'spec '.repeat(3)} } } } }`, 'large'],
    ['fragments that double thirty times', bomb(30), 'large'],
    ['a circle', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }', 'holds itself'],
  ])('is nothing %s', (_name, text, words) => expect(() => check(text)).toThrow(words))

  it('is measured in the time of its length', () => {
    const started = performance.now()
    expect(() => check(bomb(150))).toThrow()
    expect(performance.now() - started).toBeLessThan(200)
  })
})

/** A chain of fragments, each of which holds the next one twice. */
function bomb(length: number): string {
  const links = Array.from({ length }, (_, index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`)
  return `{ x { ...f0 } } ${links.join(' ')} fragment f${length} on Query { z }`
}
