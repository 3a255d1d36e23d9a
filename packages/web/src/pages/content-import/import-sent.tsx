import { Button, Group, NativeSelect, Progress, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contentImportQuery, importContent, importFormats, type ImportChoices, type ImportedContent, type ImportFormat } from '../../api/content-import.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { refreshModels } from '../../api/develop.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { useSentFiles } from '../../components/use-sent-files.ts'
import { SpaceSelect, useSpaceChoice } from '../../space/space-select.tsx'
import { ImportDone } from './import-done.tsx'
import { ModelsPart } from './models-part.tsx'
import { ReportTable } from './report-table.tsx'
import { TableChoices } from './table-choices.tsx'

type Props = { projectUuid: string; files: readonly File[]; onAnother: () => void }

/** Sends what was chosen, shows what would become of it, and brings it in. */
export function ImportSent({ projectUuid, files, onAnother }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [choices, setChoices] = useState<ImportChoices>({ tables: {}, withModels: true })
  const [state, setState] = useState<{ isBusy: boolean; error: unknown }>({ isBusy: false, error: null })
  const [done, setDone] = useState<(ImportedContent & { spaceUuid: string }) | null>(null)
  const { share, uploadUuid, error: sendError, keep } = useSentFiles(projectUuid, files, 'content')
  const plan = useQuery({ ...contentImportQuery(projectUuid, done === null ? uploadUuid : null, choices), placeholderData: keepPreviousData })
  const space = useSpaceChoice(projectUuid)
  const report = plan.data
  const isCurrent = report !== undefined && !plan.isPlaceholderData && !plan.isError
  const explores = report?.models?.explores.length ?? 0
  const isReady = isCurrent && report.items.length + explores > 0

  const bringIn = async (): Promise<void> => {
    const { value: spaceUuid } = space
    if (uploadUuid === null || spaceUuid === undefined) return
    setState({ isBusy: true, error: null })
    try {
      const imported = await importContent(projectUuid, uploadUuid, { ...choices, spaceUuid })
      keep()
      setDone({ ...imported, spaceUuid })
      setState({ isBusy: false, error: null })
      await refreshContentLists(queryClient, projectUuid)
      if (imported.report.models !== null) await refreshModels(queryClient, projectUuid)
    } catch (error) {
      setState({ isBusy: false, error })
    }
  }

  if (done !== null) return <ImportDone projectUuid={projectUuid} imported={done} onAnother={onAnother} />
  const failure = sendError ?? (plan.isError ? plan.error : null)
  return (
    <Stack gap="md">
      <Group align="flex-end">
        <NativeSelect
          label={t('contentImport.format')}
          value={choices.format ?? ''}
          onChange={({ currentTarget: { value } }) => setChoices({ tables: {}, withModels: true, ...(value === '' ? {} : { format: value as ImportFormat }) })}
          data={[
            {
              value: '',
              label:
                report === undefined ? t('contentImport.detected') : t('contentImport.detectedAs', { format: t(`contentImport.formats.${report.format}`) }),
            },
            ...importFormats.map((format) => ({ value: format, label: t(`contentImport.formats.${format}`) })),
          ]}
        />
        <Button variant="default" onClick={onAnother}>
          {t('contentImport.another')}
        </Button>
      </Group>
      {failure !== null && <ErrorPanel title={t('contentImport.refused')} error={failure} />}
      {failure === null && report === undefined && (
        <>
          <Text size="sm" role="status">
            {uploadUuid === null ? t('contentImport.sending', { percent: Math.round(share * 100) }) : t('contentImport.reading')}
          </Text>
          <Progress value={share * 100} animated={uploadUuid !== null} aria-label={t('upload.progress')} />
        </>
      )}
      {failure === null && report !== undefined && (
        <>
          <ModelsPart
            projectUuid={projectUuid}
            report={report}
            isChosen={choices.withModels}
            onChoose={(withModels) => setChoices({ ...choices, withModels })}
          />
          <TableChoices
            projectUuid={projectUuid}
            tables={report.tables}
            incoming={report.models?.explores ?? []}
            onChoose={(name, explore) => setChoices({ ...choices, tables: { ...choices.tables, [name]: explore } })}
          />
          <ReportTable report={report} isDimmed={!isCurrent} />
          {state.error !== null && <ErrorPanel title={t('contentImport.failed')} error={state.error} />}
          <Group align="flex-end" justify="flex-end">
            <SpaceSelect choice={space} label={t('contentImport.space')} />
            <Button onClick={() => void bringIn()} loading={state.isBusy} disabled={!isReady || space.value === undefined}>
              {t('contentImport.confirm', { count: report.items.length + explores })}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
