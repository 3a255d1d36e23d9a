import { z } from 'zod'
import type { PersonCount, ProjectActivity, Viewed } from '../../../domain/catalog/activity-store.ts'

const personWire = z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() })
const countWire = personWire.extend({ count: z.number() })
const viewedWire = z.object({ uuid: z.string(), name: z.string(), count: z.number() })

export const activityWire = z.object({
  numberUsers: z.number(),
  numberViewers: z.number(),
  numberInteractiveViewers: z.number(),
  numberEditors: z.number(),
  numberDevelopers: z.number(),
  numberAdmins: z.number(),
  numberWeeklyQueryingUsers: z.number(),
  tableMostQueries: z.array(countWire),
  tableMostCreatedCharts: z.array(countWire),
  tableNoQueries: z.array(personWire),
  chartWeeklyQueryingUsers: z.array(z.object({ date: z.string(), num_7d_active_users: z.number(), percent_7d_active_users: z.number() })),
  chartWeeklyAverageQueries: z.array(z.object({ date: z.string(), average_number_of_weekly_queries_per_user: z.number() })),
  dashboardViews: z.array(viewedWire),
  chartViews: z.array(viewedWire),
})

const toPerson = ({ userId, firstName, lastName }: Omit<PersonCount, 'count'>): z.infer<typeof personWire> => ({ userUuid: userId, firstName, lastName })
const toCount = (person: PersonCount): z.infer<typeof countWire> => ({ ...toPerson(person), count: person.count })
const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

/** Figures of a project as the format names them. */
export function toActivity(activity: ProjectActivity): z.infer<typeof activityWire> {
  const { roles } = activity
  const people = Object.values(roles).reduce((sum, count) => sum + count, 0)
  const viewsOf = (wanted: string): z.infer<typeof viewedWire>[] =>
    activity.views.filter(({ kind }) => kind === wanted).map(({ id, name, views }: Viewed) => ({ uuid: id, name, count: views }))
  return {
    numberUsers: people,
    numberViewers: roles.viewer ?? 0,
    numberInteractiveViewers: roles.interactive_viewer ?? 0,
    numberEditors: roles.editor ?? 0,
    numberDevelopers: roles.developer ?? 0,
    numberAdmins: roles.admin ?? 0,
    numberWeeklyQueryingUsers: activity.weeklyPeople,
    tableMostQueries: activity.mostQueries.map(toCount),
    tableMostCreatedCharts: activity.mostCreatedCharts.map(toCount),
    tableNoQueries: activity.noQueries.map(toPerson),
    chartWeeklyQueryingUsers: activity.weeks.map(({ week, people: asking }) => ({
      date: dayOf(week),
      num_7d_active_users: asking,
      percent_7d_active_users: people === 0 ? 0 : (100 * asking) / people,
    })),
    chartWeeklyAverageQueries: activity.weeks.map(({ week, people: asking, queries }) => ({
      date: dayOf(week),
      average_number_of_weekly_queries_per_user: asking === 0 ? 0 : queries / asking,
    })),
    dashboardViews: viewsOf('dashboard'),
    chartViews: viewsOf('chart'),
  }
}
