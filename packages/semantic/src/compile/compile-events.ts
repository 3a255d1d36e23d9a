import { fieldIdOf } from '../names/field-id.ts'
import type { Report } from '../problems/finding.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import type { EventsSource } from '../read/model-source.ts'
import { present } from '../types/present.ts'
import type { CompiledTable } from '../types/explore.ts'
import type { EventsModel } from '../types/insight.ts'

/** The columns of events, looked up in the tables of their explore. What is not there is reported, and they are none then. */
export function compileEvents(
  source: EventsSource,
  base: CompiledTable,
  tables: Readonly<Record<string, CompiledTable>>,
  report: Report,
): EventsModel | undefined {
  const { event, time, person, id, people, at } = source
  let isSound = true
  const wrong = (message: string, hint: string): void => {
    isSound = false
    report({ code: 'model.bad_events', at, message, hint })
  }
  const find = (key: string, name: string): void => {
    if (base.dimensions[name] !== undefined) return
    wrong(
      `events of ${base.name} has ${key}: ${name}, which is no dimension of it.`,
      suggest(name, Object.keys(base.dimensions), `Use one of ${shownNames(Object.keys(base.dimensions))}.`),
    )
  }
  find('event', event)
  find('time', time)
  find('person', person)
  if (id !== undefined) find('id', id)
  const moment = base.dimensions[time]
  if (moment !== undefined && ((moment.type !== 'timestamp' && moment.type !== 'date') || moment.timeInterval !== undefined)) {
    wrong(
      `events of ${base.name} has time: ${time}, which is no date or timestamp by itself.`,
      'Name the dimension with the moment of the event, without an interval.',
    )
  }
  if (base.dimensions[event] !== undefined && base.dimensions[event].type !== 'string') {
    wrong(
      `events of ${base.name} has event: ${event}, which is a ${base.dimensions[event].type}.`,
      'Name the dimension with the name of the event, which is text.',
    )
  }
  if (people !== undefined && tables[people] === undefined) {
    wrong(
      `events of ${base.name} has people: ${people}, which is not joined to it.`,
      suggest(people, Object.keys(tables), 'Add it under "joins:", or remove it.'),
    )
  }
  const properties: Record<string, string> = {}
  for (const [name, dimension] of Object.entries(source.properties)) {
    const [table = '', field = dimension] = dimension.includes('.') ? dimension.split('.', 2) : [base.name, dimension]
    if (tables[table]?.dimensions[field] === undefined)
      wrong(
        `events of ${base.name} has the property ${name}: ${dimension}, which is no dimension.`,
        'Name a dimension, or one of a joined model as model.dimension.',
      )
    else properties[name] = fieldIdOf(table, field)
  }
  return isSound ? present({ event, time, person, id, people, properties }) : undefined
}
