import { bindVariables, duckdb } from '@atrium/semantic'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillSql } from './fill-sql.ts'
import { fillText } from './fill-text.ts'
import { literalTemplate } from './literal-template.ts'
import { namesIn } from './names-in.ts'
import { parseTemplate } from './parse-template.ts'
import { TemplateError } from './template-error.ts'
import { Day, type TemplateValue } from './values.ts'

const values = (record: Record<string, TemplateValue>): Map<string, TemplateValue> => new Map(Object.entries(record))
const bound = (source: string, record: Record<string, TemplateValue> = {}): string => {
  const { sql, variables } = fillSql(source, values(record))
  return bindVariables(sql, variables, duckdb)
}
const text = (source: string, record: Record<string, TemplateValue> = {}): string => fillText(source, values(record))
const refusal = (fill: () => unknown): { message: string; at: number } => {
  try {
    fill()
  } catch (error) {
    if (error instanceof TemplateError) return { message: error.message, at: error.at }
    throw error
  }
  throw new Error('nothing was refused')
}

describe('SQL of a template', () => {
  it('has values as literals of their type, never as text', () => {
    expect(
      bound('where a = {{ a }} and b > {{ b }} and c = {{ c }} and d < {{ d }} and e is {{ e }}', {
        a: "x' or 1=1 --",
        b: 3,
        c: true,
        d: new Day('2026-01-02'),
        e: null,
      }),
    ).toBe("where a = 'x'' or 1=1 --' and b > 3 and c = true and d < DATE '2026-01-02' and e is NULL")
  })

  it('has lists for IN, with and without parentheses of its own, and an empty one that meets no row', () => {
    const xs = ['a', "b'"]
    for (const source of ['in {{ xs }}', 'in {{ xs | array }}', 'in ({{ xs | array }})'])
      expect(bound(source, { xs }).replaceAll(' ', '')).toBe("in('a','b''')")
    expect(bound('in {{ xs | array }}', { xs: 'one' })).toBe("in ('one')")
    expect(bound('in {{ xs }}', { xs: [] })).toBe('in (NULL)')
  })

  it('puts in names of tables and columns alone', () => {
    expect(bound('select {{ column | sqlsafe }} from x', { column: 'main.total' })).toBe('select main.total from x')
    for (const column of ['total; drop table x', 'a b', '"a"', '', 'a.', 1, "a' or '1", 'a--'])
      expect(refusal(() => bound('{{ column | sqlsafe }}', { column })).message).toContain('the name of a table or column')
  })

  it('does its blocks', () => {
    const source = 'select 1{% if region %} where region in {{ region | array }}{% elif all %} where true{% else %} where false{% endif %}'
    expect(bound(source, { region: ['N'], all: false })).toBe("select 1 where region in ('N')")
    expect(bound(source, { region: [], all: true })).toBe('select 1 where true')
    expect(bound(source, { region: [], all: false })).toBe('select 1 where false')
    expect(bound('{% for one in list %}{{ one }}{% if not loop.last %} + {% endif %}{% endfor %}', { list: [1, 2, 3] })).toBe('1 + 2 + 3')
    expect(bound('{% for k, v in pairs %}{{ v }},{% else %}none{% endfor %}', { pairs: [['a', 1]] })).toBe('1,')
    expect(bound('{% for k in pairs %}{{ k }}{% else %}none{% endfor %}', { pairs: [] })).toBe('none')
    expect(bound('{% set limit = n * 2 + 1 %}limit {{ limit }}', { n: 4 })).toBe('limit 9')
    expect(bound('a  {%- if true -%}  b  {%- endif -%}  c')).toBe('abc')
    expect(bound("select '{% raw %}{{ no }}{% endraw %}' {# a remark with }} #}")).toBe("select '{{ no }}' ")
  })

  it('is refused with the place where a template is wrong', () => {
    const wrong: [string, number, string][] = [
      ['select {{ }}', 7, 'is empty'],
      ['select {{ a', 7, '{{ has no end'],
      ['{% if a %} x', 0, '{% if %} has no end'],
      ['{% endif %}', 0, '{% endif %} is not known'],
      ['{{ a b }}', 5, '"b" is not expected'],
      ['{{ a | shout }}', 5, 'no filter "shout"'],
      ['{{ open(a) }}', 3, 'cannot be called'],
      ['{{ nobody }}', 3, 'stands for nothing'],
      ['{{ a + "x" }}', 3, 'takes two numbers'],
      ['{% include "x" %}', 0, '{% include %} is not known'],
      ['{{ a $ }}', 5, '"$" cannot stand'],
      ['select {variables.v1} {{ a }}', 7, 'Write {{ name }}'],
    ]
    for (const [source, at, message] of wrong) {
      const found = refusal(() => bound(source, { a: 1 }))
      expect(found.message, source).toContain(message)
      expect(found.at, source).toBe(at)
    }
  })

  it('reaches nothing that is not a value of its own', () => {
    const record = { a: 'text', list: [1], object: { own: 1 } }
    for (const source of [
      'a.constructor',
      'list.constructor',
      'object.__proto__',
      'object["constructor"]',
      'a.length',
      'object.toString',
      '"".constructor.constructor',
    ])
      expect(bound(`{{ ${source} }}`, record)).toBe('NULL')
    expect(refusal(() => bound('{{ constructor }}')).message).toContain('stands for nothing')
    expect(refusal(() => bound('{{ a | constructor }}', record)).message).toContain('no filter')
    expect(bound('{{ object.own }}', record)).toBe('1')
  })

  it('is refused where it asks for an attribute that whoever looks has not: which rows they see is never guessed', () => {
    const seen = { hex_user_attributes: { region: 'north', none: null } }
    const rows = 'where {% if hex_user_attributes.team != "all" %}team = {{ hex_user_attributes.team }}{% endif %}'
    for (const source of [rows, '{{ hex_user_attributes["team"] }}', '{{ hex_user_attributes.constructor }}'])
      expect(refusal(() => bound(source, seen)).message).toContain('has no attribute')
    expect(bound('{{ hex_user_attributes.region }} {{ hex_user_attributes.none }}', seen)).toBe("'north' NULL")
    expect(bound('{{ hex_user_attributes.team | default("none") }}', seen)).toBe("'none'")
    expect(bound('{% if hex_user_attributes.team is defined %}a{% else %}b{% endif %}', seen)).toBe('b')
  })

  it('ends: loops, nesting and length are bounded', () => {
    const list = Array.from({ length: 1000 }, (_, place) => place)
    const loops = '{% for a in list %}{% for b in list %}{{ b }}{% endfor %}{% endfor %}'
    expect(refusal(() => bound(loops, { list })).message).toMatch(/steps|characters/)
    expect(refusal(() => text('{% for a in list %}{{ long }}{% endfor %}', { list, long: 'x'.repeat(10_000) })).message).toContain('characters')
    expect(refusal(() => parseTemplate(`{{ ${'('.repeat(5000)}`)).message).toMatch(/no end/)
    expect(refusal(() => parseTemplate(`{{ ${'('.repeat(500)}a }}`)).message).toContain('nested')
    expect(refusal(() => parseTemplate(`{{ ${'not '.repeat(500)}a }}`)).message).toContain('nested')
    expect(refusal(() => parseTemplate(`{{ a${' + a'.repeat(5000)} }}`)).message).toContain('words')
    expect(refusal(() => parseTemplate('{% if a %}'.repeat(100))).message).toContain('nested')
  })

  it('ends: values that double are refused before they are large', () => {
    const doubled = (name: string): string => `{% set ${name} = [1] %}` + `{% set ${name} = [${name}, ${name}] %}`.repeat(40)
    const bombs = [
      `${doubled('a')}${doubled('b')}{% if a == b %}same{% endif %}`,
      `{% set a = "x" %}${'{% set a = a ~ a %}'.repeat(24)}{% for n in list %}{{ a | upper | length }}{% endfor %}`,
      `{% set a = "x" %}${'{% set a = a + a %}'.repeat(24)}{{ a | length }}`,
      '{{ (long | replace("x", long)) | length }}',
      '{{ (list | join(long)) | length }}',
      '{% for n in list %}{% if long == other %}{% endif %}{% endfor %}',
      '{% for n in list %}{{ long | upper | length }}{% endfor %}',
      '{% if part in long %}{% endif %}{{ long | replace(part, "") | length }}',
      `{% for n in list %}${'{% for m in list %}{% endfor %}'.repeat(50)}{% endfor %}`,
    ]
    const record = {
      list: Array.from({ length: 1000 }, (_, n) => n),
      long: 'x'.repeat(100_000),
      other: `${'x'.repeat(99_999)}y`,
      part: `${'x'.repeat(20_000)}y${'x'.repeat(20_000)}`,
    }
    for (const source of bombs) expect(refusal(() => text(source, record)).message, source.slice(0, 60)).toMatch(/characters or items here|too much work/)
  })

  it('goes through long values as often as people do', () => {
    const names = Array.from({ length: 1000 }, (_, n) => `name ${n}`)
    const source = '{% for name in names %}{% if name in names and names[0] != name and names | length > 3 %}{{ name | upper }}{% endif %}{% endfor %}'
    expect(text(source, { names })).toHaveLength(names.slice(1).join('').length)
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 50 }), fc.string(), fc.string({ minLength: 1 }), (list, between, from) => {
        const given = { list, between, from }
        expect(fillSql('{{ list | join(between) }}', values(given)).variables.get('v1')).toEqual({ type: 'string', value: list.join(between) })
        const replaced = fillSql('{{ between | replace(from, "$&") }}', values(given)).variables.get('v1')
        expect(replaced).toEqual({ type: 'string', value: between.replaceAll(from, () => '$&') })
      }),
    )
  })

  it('keeps any value one value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("'", '{{ a }}', '{variables.v1}', '{% raw %}', "' or 1=1 --", '\\', '$$')), (value) => {
        const { sql, variables } = fillSql('select {{ value }} as x', values({ value }))
        expect(sql).toBe('select {variables.v1} as x')
        expect(variables.get('v1')).toEqual({ type: 'string', value })
      }),
    )
  })
})

describe('text that is no template', () => {
  it('says itself, whatever it has of braces', () => {
    const pieces = fc.oneof(fc.constantFrom('{', '}', '{{', '{%', '{#', '%}', '{% endraw %}', '{%- endraw -%}', '{% raw %}', ' ', 'a', "'", '\n'), fc.string())
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const said = parts.join('')
        expect(text(literalTemplate(said))).toBe(said)
      }),
    )
    expect(bound(literalTemplate(`select '{{1,2},{3,4}}'::int[] -- {% endraw %}`))).toBe(`select '{{1,2},{3,4}}'::int[] -- {% endraw %}`)
    expect(literalTemplate('select {a: 1}')).toBe('select {a: 1}')
  })
})

describe('text of a template', () => {
  it('computes as Jinja does', () => {
    const cases: [string, Record<string, TemplateValue>, string][] = [
      ['{{ 7 // 2 }} {{ 7 % 3 }} {{ 2 * 3 + 4 }} {{ 2 + 3 * 4 }}', {}, '3 1 10 14'],
      ['{{ "a" ~ 1 }} {{ "yes" if x > 3 else "no" }}', { x: 4 }, 'a1 yes'],
      ['{{ x in [1, 2] }} {{ x not in [1, 2] }} {{ not x == 2 }}', { x: 2 }, 'true false false'],
      ['{{ missing | default("none") }} {{ name | upper }} {{ list | join(" ") }} {{ list | length }}', { name: 'ada', list: ['a', 'b'] }, 'none ADA a b 2'],
      ['{{ missing is defined }} {{ x is none }} {{ x is not none }}', { x: null }, 'false true false'],
      ['{{ x.a is defined }} {{ x.b is defined }} {{ x.b.c | default(1) }} {{ y[0] is defined }}', { x: { a: null }, y: [] }, 'true false 1 false'],
      [
        '{{ day }} {{ day > "2025-12-31" }} {{ person.name }} {{ list[0] }} {{ list[9] }}',
        { day: new Day('2026'), person: { name: 'Ada' }, list: [5] },
        '2026 true Ada 5 ',
      ],
    ]
    for (const [source, record, expected] of cases) expect(text(source, record), source).toBe(expected)
  })

  it('keeps signs of values from being markdown or HTML', () => {
    expect(text('# {{ name }}', { name: '<img src=x> **bold** [a](b)\n# more' })).toBe('# \\<img src=x\\> \\*\\*bold\\*\\* \\[a\\]\\(b\\) \\# more')
  })

  it('has values in one line, however much space is in them', () => {
    expect(text('{{ value }}', { value: ' a  b \n \r\n\t c\td \n' })).toBe(' a  b c\td ')
    fc.assert(
      fc.property(fc.array(fc.constantFrom(' ', '\n', '\t', '\r', '\u00a0', 'x')), (signs) => {
        const value = signs.join('')
        expect(text('{{ value }}', { value })).toBe(value.replaceAll(/\s*\n\s*/g, ' '))
      }),
    )
    expect(text('{{ value }}', { value: ' '.repeat(300_000) })).toHaveLength(300_000)
  })
})

describe('names of a template', () => {
  it('are those that it does not give itself, with their places', () => {
    const source = '{% set own = a %}{{ own }}{% for x in xs if false %}{% endfor %}'
    expect(refusal(() => parseTemplate('{{ a if }}')).message).toContain('missing')
    expect(namesIn(parseTemplate(source)).map(({ name }) => name)).toEqual(['a', 'xs'])
    const found = namesIn(
      parseTemplate('{% for x in xs %}{{ x.y | default(z) }}{{ loop.index }}{% endfor %}{{ x }}{% if p is defined and q[r] %}{{ s if t }}{% endif %}'),
    )
    expect(found.map(({ name }) => name)).toEqual(['xs', 'z', 'x', 'p', 'q', 'r', 't', 's'])
    expect(namesIn(parseTemplate('a {{ region }}'))).toEqual([{ name: 'region', from: 5, to: 11 }])
  })

  it.each([
    ['{% if a %}{% set b = 1 %}{% endif %}{{ b }}', ['a', 'b?']],
    ['{% if a %}{% set b = 1 %}{% else %}{% set b = 2 %}{% endif %}{{ b }}', ['a']],
    ['{% if a %}{% set b = 1 %}{% elif c %}{% set b = 2 %}{% endif %}{{ b }}', ['a', 'c', 'b?']],
    ['{% if a %}{% if c %}{% set b = 1 %}{% endif %}{% else %}{% set b = 2 %}{% endif %}{{ b }}', ['a', 'c', 'b?']],
    ['{{ b }}{% if a %}{% set b = 1 %}{% endif %}{{ b }}', ['b', 'a', 'b?']],
    ['{% set b = 0 %}{% if a %}{% set b = 1 %}{% endif %}{{ b }}', ['a']],
    ['{% for x in xs %}{% set b = 1 %}{% else %}{% set c = 1 %}{% endfor %}{{ b }}{{ c }}', ['xs', 'b', 'c?']],
  ])('are read where only some branches give them: %s', (source, names) => {
    expect(namesIn(parseTemplate(source)).map(({ name, isPerhaps }) => (isPerhaps === true ? `${name}?` : name))).toEqual(names)
  })
})
