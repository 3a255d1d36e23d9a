import type { Command } from '../command.ts'
import { projectOptions } from '../remote/server.ts'

export const pull: Command = {
  words: ['pull'],
  about: 'write charts, dashboards, endpoints and spaces of a project into files',
  args: '[folder]',
  takes: [0, 1],
  options: {
    ...projectOptions,
    delete: { type: 'boolean', about: 'also delete files whose content is no longer in the project' },
    'dry-run': { type: 'boolean', about: 'only say what would be written' },
  },
  examples: ['atrium pull', 'atrium pull content --project "Atrium demo"', 'atrium pull --delete --dry-run'],
  run: async (call) => (await import('../remote/pull-content.ts')).pullContent(call),
}
