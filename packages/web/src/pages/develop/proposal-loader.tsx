import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { modelProposal } from '../../api/develop.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { FileEditor } from './file-editor.tsx'

type Props = { projectUuid: string; table: string; isReadOnly: boolean }

/** A generated model of a table, open and not saved. */
export function ProposalLoader({ projectUuid, table, isReadOnly }: Props) {
  const { t } = useTranslation()
  const proposal = useQuery({
    queryKey: ['model-proposal', projectUuid, table],
    queryFn: ({ signal }) => modelProposal(projectUuid, table, signal),
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <QueryBoundary query={proposal} failed={t('develop.openFailed')} skeleton={<Skeleton height={400} />}>
      {({ path, text }) => <FileEditor projectUuid={projectUuid} path={path} opened={{ text: '', version: null }} initial={text} isReadOnly={isReadOnly} />}
    </QueryBoundary>
  )
}
