import { dashboardSpec, explorationSpec, metricSpec, modelSpec, type Spec } from '@atrium/documents'
import { fieldIdOf, type CompiledMetric, type Explore } from '@atrium/semantic'
import { GraphQLInt, GraphQLInterfaceType, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString, type GraphQLFieldConfigMap } from 'graphql'
import type { Chart, DashboardSummary } from '../../../domain/content/types.ts'
import { whenRead, type NamedByFiles, type ProjectReads } from '../reads.ts'
import { readAhead } from './read-ahead.ts'
import { aliasOf, grnOf, namedGrn } from '../wire/grn.ts'
import type { GraphContext } from './context.ts'
import { GrnScalar, JsonScalar } from './scalars.ts'

/** Things of a project, with what was read of it. */
export type ExploreSource = { reads: ProjectReads; explore: Explore }
export type MetricSource = ExploreSource & { metric: CompiledMetric }
export type ChartSource = { reads: ProjectReads; chart: Chart }
export type DashboardSource = { reads: ProjectReads; dashboard: DashboardSummary }

const Resource = new GraphQLInterfaceType({
  name: 'Resource',
  description: 'What can be kept as code.',
  fields: () => ({
    grn: { type: new GraphQLNonNull(GrnScalar) },
    name: { type: new GraphQLNonNull(GraphQLString) },
    spec: { type: new GraphQLNonNull(JsonScalar), description: 'Its file as data.' },
  }),
})

type Named<Source> = { grn(source: Source): string; name(source: Source): string; spec(source: Source): Spec | Promise<Spec> }

/** The fields that every resource has. */
const named = <Source>({ grn, name, spec }: Named<Source>): GraphQLFieldConfigMap<Source, GraphContext> => ({
  grn: { type: new GraphQLNonNull(GrnScalar), resolve: grn },
  name: { type: new GraphQLNonNull(GraphQLString), resolve: name },
  spec: { type: new GraphQLNonNull(JsonScalar), description: 'Its file as data.', resolve: spec },
})

const views = <Source>(description: string, resolve: (source: Source) => number | Promise<number>): GraphQLFieldConfigMap<Source, GraphContext> => ({
  viewsLastTwoWeeks: { type: GraphQLInt, description, resolve },
})

export const SavedExploration = new GraphQLObjectType<ChartSource, GraphContext>({
  name: 'SavedExploration',
  description: 'A chart: one question to one model, and how it is drawn.',
  interfaces: [Resource],
  fields: () => ({
    ...named<ChartSource>({
      grn: ({ chart }) => chartGrn(chart),
      name: ({ chart }) => chart.name,
      spec: ({ reads, chart }) =>
        whenRead(reads.namedByFiles, (named) =>
          explorationSpec(chart.spec, headOf(named, chart, chartGrn(chart)), named.explores.get(chart.spec.tableName) ?? null),
        ),
    }),
    ...views<ChartSource>('How often its own page was looked at in the last 14 days; on dashboards it does not count.', ({ reads, chart }) =>
      whenRead(reads.views, (counted) => counted.get(chart.id) ?? 0),
    ),
  }),
})

export const Model = new GraphQLObjectType<ExploreSource, GraphContext>({
  name: 'Model',
  description: 'An explore: a table with what is joined to it.',
  interfaces: [Resource],
  fields: () => ({
    ...named<ExploreSource>({
      grn: exploreGrn,
      name: ({ explore }) => explore.label,
      spec: ({ reads, explore }) => modelSpec(explore, { connectionName: reads.project.name, grn: exploreGrn({ reads, explore }) }),
    }),
    ...views<ExploreSource>(
      'How often it was asked on its own page in the last 14 days.',
      async ({ reads, explore }) => (await reads.questions()).get(explore.name) ?? 0,
    ),
    savedExplorations: {
      type: new GraphQLList(SavedExploration),
      async resolve({ reads, explore }, _none, _context, info): Promise<ChartSource[]> {
        await readAhead(reads, info)
        return ((await reads.chartsByExplore()).get(explore.name) ?? []).map((chart) => ({ reads, chart }))
      },
    },
  }),
})

export const Metric = new GraphQLObjectType<MetricSource, GraphContext>({
  name: 'Metric',
  description: 'A metric of a model.',
  interfaces: [Resource],
  fields: () => ({
    ...named<MetricSource>({
      grn: metricGrn,
      name: ({ metric }) => metric.label,
      spec: (source) => metricSpec(source.explore, source.metric, { alias: aliasOf(metricId(source)), grn: metricGrn(source) }),
    }),
  }),
})

export const Dashboard = new GraphQLObjectType<DashboardSource, GraphContext>({
  name: 'Dashboard',
  description: 'Charts, texts and filters on a grid.',
  interfaces: [Resource],
  fields: () => ({
    ...named<DashboardSource>({
      grn: ({ dashboard }) => dashboardGrn(dashboard),
      name: ({ dashboard }) => dashboard.name,
      spec: ({ reads, dashboard }) =>
        whenRead(reads.namedByFiles, (named) =>
          dashboardSpec(dashboard.spec, headOf(named, dashboard, dashboardGrn(dashboard)), {
            aliasOfChart: (id) => named.chartById.get(id)?.slug,
            exploreOf: (name) => named.explores.get(name) ?? null,
          }),
        ),
    }),
    ...views<DashboardSource>('How often it was looked at in the last 14 days.', ({ reads, dashboard }) =>
      whenRead(reads.views, (counted) => counted.get(dashboard.id) ?? 0),
    ),
  }),
})

const exploreGrn = ({ reads, explore }: ExploreSource): string => namedGrn('m', reads.project.id, explore.name)
const metricId = ({ metric }: MetricSource): string => fieldIdOf(metric.table, metric.name)
const metricGrn = (source: MetricSource): string => namedGrn('mtr', source.reads.project.id, metricId(source))
const chartGrn = ({ id, slug }: Chart): string => grnOf('sv', id, slug)
const dashboardGrn = ({ id, slug }: DashboardSummary): string => grnOf('dsb', id, slug)

/** What the file of a chart or dashboard says beside its content. */
function headOf({ addresses }: NamedByFiles, thing: Chart | DashboardSummary, grn: string): Parameters<typeof explorationSpec>[1] {
  const owner = thing.createdBy === null ? undefined : addresses.get(thing.createdBy.id)
  return {
    grn,
    alias: thing.slug,
    name: thing.name,
    description: thing.description,
    isVerified: thing.verification !== null && thing.verification !== undefined,
    ...(owner === undefined ? {} : { owner }),
  }
}
