import { parseYaml, placesIn, type Problem, problemOf, type YamlNode } from '@atrium/semantic'
import { offsetOfYaml, unsafeYaml, type YamlPath } from './yaml-value.ts'

export type SourceText = { /** Relative, for messages. */ path: string; text: string }

/** What is wrong, and what to do about it. */
export type Found = { code: string; message: string; hint: string }

/** A file as a map of keys and values, or why it is none. */
export type YamlMap = {
  /** Null: with problems. */
  root: Extract<YamlNode, { kind: 'map' }> | null
  problems: Problem[]
  /** A problem at a place of the file. */
  problemAt(path: YamlPath, found: Found, what?: 'key' | 'value'): Problem
}

type Expected = { mostCharacters: number; /** What to do about a larger file. */ tooLarge: string; /** What a file of this kind begins with. */ noMap: string }

/** Reads YAML that has to be a map. What is wrong with it is told with line and column. Never throws for what is in the file. */
export function readYamlMap({ path: file, text }: SourceText, { mostCharacters, tooLarge, noMap }: Expected): YamlMap {
  const place = placesIn(file, text)
  let tree: YamlNode | undefined
  const problemAt: YamlMap['problemAt'] = (path, { code, message, hint }, what = 'value') =>
    problemOf({ code, message, hint, at: place(tree === undefined ? 0 : offsetOfYaml(tree, path, what)) })
  const refused = (...problems: Problem[]): YamlMap => ({ root: null, problems, problemAt })

  if (text.length > mostCharacters) {
    const millions = (count: number): string => (count / 1_000_000).toFixed(1).replace('.0', '')
    const message = `The file has ${(text.length / 1_000_000).toFixed(1)} million characters; a file of content has ${mostCharacters === 1_000_000 ? 'one' : millions(mostCharacters)} million at most.`
    return refused(problemAt([], { code: 'content.too_large', message, hint: tooLarge }))
  }
  if (isTooDeep(text)) {
    const message = `The file is nested deeper than ${mostDepth} levels.`
    return refused(problemAt([], { code: 'content.too_deep', message, hint: 'Nothing of Atrium is nested that deep. Look for brackets that nobody closes.' }))
  }
  const parsed = parseYaml(text, place)
  if (parsed.findings.length > 0) return refused(...parsed.findings.map((finding) => problemOf({ ...finding, severity: 'error' })))
  tree = parsed.root
  if (tree?.kind !== 'map') {
    const message = tree === undefined ? 'The file is empty.' : 'The file is no map of keys and values.'
    return refused(problemAt([], { code: 'content.no_map', message, hint: noMap }))
  }
  const unsafe = unsafeYaml(tree)
  if (unsafe !== null) return refused(problemAt(unsafe.path, refusals[unsafe.why], unsafe.what))
  return { root: tree, problems: [], problemAt }
}

const refusals = {
  prototype: { code: 'content.unknown_key', message: 'No key may be called __proto__.', hint: 'Remove it.' },
  characters: { code: 'content.invalid', message: 'This text holds a NUL character or half of a surrogate pair.', hint: 'Leave it out.' },
} as const

/** Levels that nothing of ours has; a parser takes minutes for as many as a file has letters. */
const mostDepth = 1000

/** Whether brackets, or marks of lists on one line, are opened in each other without end. Those in texts count: nobody writes as many. */
function isTooDeep(text: string): boolean {
  let brackets = 0
  let marks = 0
  let wasSpace = true
  for (const letter of text) {
    if (letter === '[' || letter === '{') brackets++
    else if ((letter === ']' || letter === '}') && brackets > 0) brackets--
    const isSpace = letter === ' ' || letter === '\t'
    if (!isSpace) marks = wasSpace && (letter === '-' || letter === '?' || letter === ':') ? marks + 1 : 0
    wasSpace = isSpace
    if (brackets > mostDepth || marks > mostDepth) return true
  }
  return false
}
