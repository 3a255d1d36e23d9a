import type { Command } from '../command.ts'
import { projectOptions } from '../remote/server.ts'

export const deploy: Command = {
  words: ['deploy'],
  about: 'compile the models of a folder or a dbt project, and let a project serve them',
  args: '<folder>',
  takes: [1, 1],
  options: {
    ...projectOptions,
    'dry-run': { type: 'boolean', about: 'only compile, and say what is wrong' },
    'ignore-errors': { type: 'boolean', about: 'deploy broken explores too: they say what is wrong with them' },
  },
  examples: ['atrium deploy models', 'atrium deploy my-dbt-project --dry-run'],
  run: async (call) => (await import('../remote/deploy-models.ts')).deployModels(call),
}
