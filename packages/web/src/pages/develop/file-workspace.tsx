import { Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { modelsQuery, openModelFile } from '../../api/develop.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { FileEditor } from './file-editor.tsx'

type Props = { projectUuid: string; path: string; isReadOnly: boolean; /** Changes are committed to a repository instead of saved. */ commits: boolean }

const template = 'version: 2\n\nmodels:\n  - name: \n    columns: []\n'

/** One file, as it is when it is opened; what others save meanwhile is found when it is saved. */
export function FileWorkspace({ projectUuid, path, isReadOnly, commits }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const file = useQuery({
    queryKey: ['model-file', projectUuid, path],
    queryFn: async ({ signal }) => {
      // As the list is now: a page that is on its way to a file just made still has the one before.
      const { files } = await queryClient.ensureQueryData(modelsQuery(projectUuid))
      return files.includes(path) ? openModelFile(projectUuid, path, signal) : { text: '', version: null }
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  return (
    <QueryBoundary query={file} failed={t('develop.openFailed')} skeleton={<Skeleton height={400} />}>
      {(opened) => (
        <FileEditor
          projectUuid={projectUuid}
          path={path}
          opened={opened}
          initial={opened.version === null ? template : opened.text}
          isReadOnly={isReadOnly}
          commits={commits}
        />
      )}
    </QueryBoundary>
  )
}
