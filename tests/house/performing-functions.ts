/** What a file declares at its top: the name, whether others may import it, and its text. */
type Declaration = { file: string; name: string; isExported: boolean; text: string }

const atTop = /^(export )?(?:async )?(?:function\*? |const )(\w+)/

/**
 * Names of the exported functions that perform an operation: themselves, or through another function that does. Takes
 * texts of source files by path, without their comments.
 */
export function performingFunctions(files: ReadonlyMap<string, string>): Set<string> {
  const declarations = [...files].flatMap(([file, text]) => declarationsOf(file, text))
  const exported = new Set(['perform'])
  // What is not exported is known in its own file only: others have functions of that name too.
  const ofFile = new Map([...files.keys()].map((file) => [file, new Set<string>()]))
  const performs = ({ file, text }: Declaration): boolean => callsOf(text).some((name) => exported.has(name) || ofFile.get(file)?.has(name) === true)
  let waiting = declarations
  for (;;) {
    const found = waiting.filter(performs)
    if (found.length === 0) return exported
    for (const { file, name, isExported } of found) (isExported ? exported : ofFile.get(file))?.add(name)
    waiting = waiting.filter((one) => !found.includes(one))
  }
}

/** The functions that a text calls by their plain name. */
export const callsOf = (text: string): string[] => [...text.matchAll(/(?<![.\w])(\w+)\(/g)].map(([, name = '']) => name)

function declarationsOf(file: string, text: string): Declaration[] {
  return text.split(/^(?=(?:export )?(?:async )?(?:function|const) )/m).flatMap((part) => {
    const found = atTop.exec(part)
    // The name itself is followed by a bracket where it is declared: that is no call.
    return found === null ? [] : [{ file, name: found[2] ?? '', isExported: found[1] !== undefined, text: part.slice(found[0].length) }]
  })
}
