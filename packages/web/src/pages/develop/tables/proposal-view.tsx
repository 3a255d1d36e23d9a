import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconTable } from '@tabler/icons-react'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshModels } from '../../../api/develop.ts'
import { createModels, modelProposalQuery, type ModelProposal, type ProposedFile, type ProposedJoin, type WantedModels } from '../../../api/table-models.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { ImpactList } from '../impact-list.tsx'
import type { NewExplore } from './created-models.tsx'
import { FilePreview } from './file-preview.tsx'
import classes from './model-tables.module.css'

type Props = {
  projectUuid: string
  wanted: WantedModels
  onChange: (wanted: WantedModels) => void
  onCreated: (explores: readonly NewExplore[]) => void
}

const patienceMs = 250
/** Files whose texts are open from the start. */
const mostOpen = 3

/** The files that would be written for the tables that are picked, and the button that writes them. */
export function ProposalView({ projectUuid, wanted, onChange, onCreated }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const asked = JSON.stringify([wanted.tables, wanted.withoutJoins])
  const [settled] = useDebouncedValue(asked, patienceMs)
  const [tables, withoutJoins] = JSON.parse(settled) as [string[], string[]]
  const proposal = useQuery({ ...modelProposalQuery(projectUuid, { tables, withoutJoins }), placeholderData: keepPreviousData })
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })

  if (wanted.tables.length === 0) return <EmptyState icon={IconTable} text={t('modelTables.pick')} />
  if (proposal.isError) return <ErrorPanel title={t('modelTables.failed')} error={proposal.error} onRetry={() => void proposal.refetch()} />
  const shown = proposal.data
  if (shown === undefined) return <Skeleton height={360} aria-busy />
  const isCurrent = !proposal.isPlaceholderData && !proposal.isFetching && settled === asked
  const keepJoin = ({ id }: ProposedJoin, isLeftOut: boolean): void =>
    onChange({ ...wanted, withoutJoins: isLeftOut ? [...wanted.withoutJoins, id] : wanted.withoutJoins.filter((other) => other !== id) })
  const create = async (): Promise<void> => {
    setState({ busy: true, error: null })
    try {
      const { explores } = await createModels(projectUuid, { tables, withoutJoins, version: shown.version })
      onCreated(withJoins(explores, shown))
      await refreshModels(queryClient, projectUuid)
    } catch (error) {
      setState({ busy: false, error })
      // What is in the way is seen in the files.
      await Promise.all([proposal.refetch(), refreshModels(queryClient, projectUuid)])
    }
  }
  return (
    <Stack gap="sm" component="section" aria-label={t('modelTables.files')}>
      <Title order={2} size="h5">
        {t('modelTables.files')}
      </Title>
      <ImpactList projectUuid={projectUuid} impact={shown.impact} />
      <Stack gap="sm" className={classes['files'] ?? ''} {...(isCurrent ? {} : { 'data-dimmed': true })}>
        {[...shown.files.filter(hasProblem), ...shown.files.filter((file) => !hasProblem(file))].map((file) => (
          <FilePreview
            key={file.table}
            file={file}
            isOpen={shown.files.length <= mostOpen}
            withoutJoins={wanted.withoutJoins}
            onRemove={() => onChange({ ...wanted, tables: wanted.tables.filter((table) => table !== file.table) })}
            onJoin={keepJoin}
          />
        ))}
      </Stack>
      <div className={classes['actions']}>
        {state.error !== null && <ErrorPanel title={t('modelTables.refused')} error={state.error} />}
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" role="status">
            {isCurrent ? t(isBroken(shown) ? 'modelTables.broken' : 'modelTables.ready', { count: shown.files.length }) : t('develop.checking')}
          </Text>
          <Button loading={state.busy} disabled={!isCurrent || isBroken(shown)} onClick={() => void create()}>
            {t('modelTables.create', { count: wanted.tables.length })}
          </Button>
        </Group>
      </div>
    </Stack>
  )
}

/** These come first: they are what is to be looked at. */
const hasProblem = ({ problems, takenBy }: ProposedFile): boolean => problems.length > 0 || takenBy !== null

/** True when nothing would be written. */
function isBroken({ files, impact }: ModelProposal): boolean {
  const problems = [...files.flatMap((file) => file.problems), ...impact.problems]
  return files.some(({ takenBy }) => takenBy !== null) || problems.some(({ severity }) => severity === 'error')
}

/** The explores that were made, each with the tables it joins; those that join most come first. */
function withJoins(explores: readonly { name: string; label: string }[], { files }: ModelProposal): NewExplore[] {
  return explores
    .map((explore): NewExplore => {
      const joins = files.find(({ model }) => model === explore.name)?.joins ?? []
      return { ...explore, joins: joins.flatMap(({ isLeftOut, model }) => (isLeftOut ? [] : [model])) }
    })
    .toSorted((a, b) => b.joins.length - a.joins.length)
}
