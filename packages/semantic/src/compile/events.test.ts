import { describe, expect, it } from 'vitest'
import { compileProject, duckdb, isExploreError } from '../index.ts'

const compile = (events: string): { problems: string[]; events: unknown } => {
  const text = `models:
  - name: visits
    meta:
      joins: [{join: people, relationship: many-to-one, sql_on: "\${visits.person} = \${people.id}"}]
      events: ${events}
    columns:
      - {name: what, data_type: varchar}
      - {name: at, data_type: timestamp, meta: {dimension: {type: timestamp}}}
      - {name: person, data_type: integer}
      - {name: url, data_type: varchar}
  - name: people
    columns: [{name: id, data_type: integer}, {name: plan, data_type: varchar}]
`
  const { explores, problems } = compileProject({ files: [{ path: 'visits.yml', text }], dialect: duckdb })
  const explore = explores.find(({ name }) => name === 'visits')
  return {
    problems: problems.map(({ line, severity, code, message, hint }) => `${line} ${severity} ${code} ${message} ${hint}`),
    events: explore === undefined || isExploreError(explore) ? null : explore.events,
  }
}

describe('a model that says that its rows are events', () => {
  it('has them in its explore, properties as fields', () => {
    expect(compile('{event: what, time: at, person: person, people: people, properties: {$url: url, plan: people.plan}}')).toEqual({
      problems: [],
      events: { event: 'what', time: 'at', person: 'person', people: 'people', properties: { $url: 'visits_url', plan: 'people_plan' } },
    })
  })

  it('is told what is missing, wrong or misspelt, and where', () => {
    const wrong = (events: string): string => {
      const { problems, events: none } = compile(events)
      expect(none).toBeNull()
      return problems.join('\n')
    }
    expect(wrong('{time: at, person: person}')).toMatch(
      /^5 error model.wrong_value event of events of model visits needs the name of the dimension that says what happened/,
    )
    expect(wrong('{event: waht, time: at, person: person}')).toMatch(/^5 error model.bad_events .*event: waht, which is no dimension of it\. .*what/)
    expect(wrong('{event: what, time: at_day, person: person}')).toContain('no date or timestamp by itself')
    expect(wrong('{event: person, time: at, person: person}')).toContain('event: person, which is a number')
    expect(wrong('{event: what, time: at, person: person, people: persons}')).toContain('people: persons, which is not joined to it')
    expect(wrong('{event: what, time: at, person: person, properties: {plan: people.plna}}')).toContain('the property plan: people.plna, which is no dimension')
    expect(compile('{event: what, time: at, person: person, propertis: {}}').problems.join()).toContain('Did you mean properties')
  })
})
