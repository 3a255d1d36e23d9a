import { CliError, exitCode, usageError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { exportContent } from '../remote/content-files.ts'
import { projectOf } from '../remote/project.ts'
import { projectOptions } from '../remote/server.ts'
import { paint } from '../terminal/paint.ts'

type Change = { action: 'no changes' | 'create' | 'update' | 'delete'; data: { name: string; slug: string }; problems: { reason: string; name: string }[] }
type Diff = { spaces: Change[]; dashboards: Change[]; charts: Change[]; sqlCharts: Change[]; version: string; upstreamProject: { name: string } }

const routes = { chart: 'saved', dashboard: 'dashboards' } as const

export const promote: Command = {
  words: ['promote'],
  about: 'carry a chart or dashboard to the upstream project, with what it needs',
  args: '<chart|dashboard> <slug>',
  takes: [2, 2],
  options: { ...projectOptions, 'dry-run': { type: 'boolean', about: 'only say what would change there' } },
  examples: ['atrium promote dashboard shop-overview --dry-run', 'atrium promote chart revenue-by-category'],
  async run(call) {
    const { terminal } = call
    const [kind, slug = ''] = call.args
    if (kind !== 'chart' && kind !== 'dashboard')
      throw usageError(`"${kind}" cannot be promoted.`, 'Name a chart or a dashboard: "atrium promote dashboard <slug>".')
    const of = await projectOf(call)
    const [found] = await exportContent(of, { kind, slug })
    if (found === undefined)
      throw new CliError(
        exitCode.failed,
        `There is no ${kind} "${slug}" in "${of.project.name}" that you see.`,
        'Slugs stand in addresses and in the files of "atrium pull".',
      )
    const path = `/api/v1/${routes[kind]}/${found.uuid}`
    const diff = await of.server.call<Diff>('GET', `${path}/promoteDiff`)
    const changes = [
      ...diff.spaces.map((change) => ({ kind: 'space', ...change })),
      ...diff.dashboards.map((change) => ({ kind: 'dashboard', ...change })),
      ...diff.charts.map((change) => ({ kind: 'chart', ...change })),
      ...diff.sqlCharts.map((change) => ({ kind: 'SQL chart', ...change })),
    ]
    const isDone = changes.every(({ action }) => action === 'no changes')
    if (!isDone && !call.flag('dry-run')) await of.server.call('POST', `${path}/promote`, { expectedVersion: diff.version })
    const shown = changes.map(({ kind: of, action, data: { slug: name }, problems }) => ({ action, kind: of, slug: name, problems }))
    terminal.result({ upstreamProject: diff.upstreamProject, changes: shown, promoted: !isDone && !call.flag('dry-run') }, () => [
      ...shown.map((change) => `${paint(terminal, change.action === 'no changes' ? 'dim' : 'green', change.action)} ${change.kind} ${change.slug}`),
      ...shown.flatMap(({ slug: name, problems }) => problems.map(({ reason, name: what }) => `warning: ${name}: ${reason.replaceAll('_', ' ')}: ${what}`)),
      isDone
        ? `Nothing to do: "${diff.upstreamProject.name}" has all of it.`
        : `${call.flag('dry-run') ? 'Would promote' : 'Promoted'} to "${diff.upstreamProject.name}".`,
    ])
    return exitCode.ok
  },
}
