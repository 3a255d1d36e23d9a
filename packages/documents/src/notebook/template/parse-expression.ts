import type { Expression } from './expression.ts'
import { TemplateError } from './template-error.ts'
import type { Token } from './tokens.ts'

/** Words that are no names of values. */
const reserved = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else'])
const literals: Readonly<Record<string, boolean | null>> = { true: true, True: true, false: false, False: false, none: null, None: null }

/** Signs by how strongly they bind, the weakest first. */
const levels: readonly (readonly string[])[] = [['or'], ['and'], ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'], ['~'], ['+', '-'], ['*', '/', '//', '%']]
const comparisons = 2
/** Nobody nests deeper. */
const deepest = 100

/** Reads one expression from a list of words; `end` is where the text ends, for what is missing there. */
export class ExpressionReader {
  private at = 0
  private depth = 0
  private readonly tokens: readonly Token[]
  private readonly end: number

  constructor(tokens: readonly Token[], end: number) {
    this.tokens = tokens
    this.end = end
  }

  /** The whole list as one expression. */
  whole(): Expression {
    const expression = this.choice()
    this.finish()
    return expression
  }

  finish(): void {
    const token = this.tokens[this.at]
    if (token !== undefined) throw new TemplateError(`"${token.text}" is not expected here`, token.from)
  }

  peek(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead]
    return token?.text === text && token.type !== 'string'
  }

  take(text: string): boolean {
    if (!this.peek(text)) return false
    this.at += 1
    return true
  }

  expect(text: string): void {
    if (!this.take(text)) throw new TemplateError(`"${text}" is missing`, this.place())
  }

  name(): string {
    const token = this.tokens[this.at]
    if (token?.type !== 'name' || reserved.has(token.text)) throw new TemplateError('A name is missing', this.place())
    this.at += 1
    return token.text
  }

  place(): number {
    return this.tokens[this.at]?.from ?? this.end
  }

  /** `a if test else b` binds weakest. */
  choice(): Expression {
    this.depth += 1
    if (this.depth > deepest) throw new TemplateError(`An expression is nested at most ${deepest} times`, this.place())
    const at = this.place()
    let expression = this.level(0)
    if (this.take('if')) {
      const test = this.level(0)
      expression = { kind: 'choice', test, value: expression, otherwise: this.take('else') ? this.choice() : null, at }
    }
    this.depth -= 1
    return expression
  }

  private level(index: number): Expression {
    const signs = levels[index]
    if (signs === undefined) return this.unary()
    const at = this.place()
    // `not` stands between `and` and the comparisons.
    if (index === comparisons && this.take('not')) return { kind: 'unary', sign: 'not', of: this.deeper(() => this.level(index)), at }
    let left = this.level(index + 1)
    for (let sign = this.signOf(signs); sign !== undefined; sign = this.signOf(signs)) left = { kind: 'binary', sign, left, right: this.level(index + 1), at }
    return left
  }

  private signOf(signs: readonly string[]): string | undefined {
    if (signs.includes('not in') && this.peek('not') && this.peek('in', 1)) {
      this.at += 2
      return 'not in'
    }
    return signs.find((sign) => this.take(sign))
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1
    if (this.depth > deepest) throw new TemplateError(`An expression is nested at most ${deepest} times`, this.place())
    const result = read()
    this.depth -= 1
    return result
  }

  private unary(): Expression {
    const at = this.place()
    for (const sign of ['-', '+'] as const) if (this.take(sign)) return { kind: 'unary', sign, of: this.deeper(() => this.unary()), at }
    return this.followed(this.primary())
  }

  /** Members, filters and tests behind a value. */
  private followed(first: Expression): Expression {
    let of = first
    for (;;) {
      const at = this.place()
      if (this.take('.')) of = { kind: 'member', of, key: { kind: 'literal', value: this.name(), at }, at }
      else if (this.take('[')) {
        of = { kind: 'member', of, key: this.choice(), at }
        this.expect(']')
      } else if (this.take('|')) of = { kind: 'filter', of, filter: this.name(), args: this.take('(') ? this.list(')') : [], at }
      else if (this.take('is')) {
        const isNot = this.take('not')
        of = { kind: 'test', of, test: this.testName(), isNot, at }
      } else return of
    }
  }

  /** `none` is a value and a test. */
  private testName(): string {
    const token = this.tokens[this.at]
    if (token?.type !== 'name') throw new TemplateError('The name of a test is missing behind "is"', this.place())
    this.at += 1
    return token.text.toLowerCase()
  }

  private list(end: ')' | ']'): Expression[] {
    const items: Expression[] = []
    while (!this.take(end)) {
      items.push(this.choice())
      if (!this.peek(end)) this.expect(',')
    }
    return items
  }

  private primary(): Expression {
    const token = this.tokens[this.at]
    if (token === undefined) throw new TemplateError('Something is missing: a name or a value', this.end)
    const at = token.from
    if (token.type === 'number') {
      this.at += 1
      return { kind: 'literal', value: Number(token.text), at }
    }
    if (token.type === 'string') {
      this.at += 1
      return {
        kind: 'literal',
        value: token.text.slice(1, -1).replaceAll(/\\(.)/gs, (_, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter)),
        at,
      }
    }
    if (this.take('(')) {
      const inside = this.choice()
      this.expect(')')
      return inside
    }
    if (this.take('[')) return { kind: 'list', items: this.list(']'), at }
    const name = this.name()
    if (this.peek('(')) throw new TemplateError(`${name}(…) cannot be called: a template has values, filters and tests, and no functions`, at)
    return Object.hasOwn(literals, name) ? { kind: 'literal', value: literals[name] ?? null, at } : { kind: 'name', name, at }
  }
}
