/** Levels of brackets in brackets that are read. People write a dozen; the time that a parser takes grows with the square of them. */
const mostLevels = 200

const quotedInPython = /'''[\s\S]*?(?:'''|$)|"""[\s\S]*?(?:"""|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|#.*/y
// A stroke begins an expression for texts where no value can be before it.
const quotedInScript = /\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|(?<=[(=,:;!&|?{}[\n])[ \t]*\/(?:\\.|[^/\\\n])+\/|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?/y

const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Where code has brackets in brackets so deep that it is not worth to be read; null: nowhere. Counts, and understands nothing. */
export function tooDeepAt(code: string, language: 'typescript' | 'python'): number | null {
  const quoted = language === 'python' ? quotedInPython : quotedInScript
  const open = new Map<string, number>()
  let levels = 0
  for (let at = 0; at < code.length; at++) {
    const sign = code.charAt(at)
    quoted.lastIndex = at
    const skipped = /['"#/ \t]/.test(sign) ? (quoted.exec(code)?.[0].length ?? 0) : 0
    if (skipped > 0) at += skipped - 1
    else if (sign === '(' || sign === '[' || sign === '{') {
      open.set(sign, (open.get(sign) ?? 0) + 1)
      if (++levels > mostLevels) return at
    } else {
      const opener = closes[sign]
      const count = opener === undefined ? 0 : (open.get(opener) ?? 0)
      // One that closes nothing takes away no level: else a wrong kind of bracket would hide the depth.
      if (opener === undefined || count === 0) continue
      open.set(opener, count - 1)
      levels--
    }
  }
  return null
}
