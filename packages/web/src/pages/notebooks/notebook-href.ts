import type { App } from '../../api/apps.ts'
import { paths } from '../../shell/paths.ts'

/** Where a notebook leads: whoever may change it to the notebook, others to its app. */
export const notebookHref = (projectUuid: string, { uuid, abilities }: Pick<App, 'uuid' | 'abilities'>): string =>
  abilities.includes('app.update') ? paths.notebook(projectUuid, uuid) : paths.app(projectUuid, uuid)
