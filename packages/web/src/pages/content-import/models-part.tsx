import { Checkbox, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContentImportReport } from '../../api/content-import.ts'
import { ImpactList } from '../develop/impact-list.tsx'
import { PlacedList } from '../develop/import/placed-list.tsx'

type Props = { projectUuid: string; report: ContentImportReport; isChosen: boolean; /** Absent: it is done. */ onChoose?: (withModels: boolean) => void }

/** What becomes of the data models of an export, definition by definition; nothing for exports without any. */
export function ModelsPart({ projectUuid, report: { models, modelFiles }, isChosen, onChoose }: Props) {
  const { t } = useTranslation()
  if (modelFiles === 0) return null
  const reports = models?.formats ?? []
  const [read, approximated, refused] = (['read', 'approximated', 'refused'] as const).map((outcome) =>
    reports.flatMap((report) => report[outcome].map(({ what, file, line, why = '' }) => ({ file, line, text: what, why }))),
  )
  return (
    <section aria-label={t('contentImport.models')}>
      <Title order={2} size="h5">
        {t('contentImport.models')}
      </Title>
      {onChoose !== undefined && (
        <Checkbox
          my="xs"
          label={t('contentImport.withModels', { count: modelFiles })}
          description={t('contentImport.withModelsHint')}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      {models === null ? (
        isChosen && <Text size="sm">{t('contentImport.noModels')}</Text>
      ) : (
        <Stack gap={6}>
          <Text size="sm" className="numbers" role="status">
            {t('contentImport.modelsInto', { count: models.explores.length, folder: models.folder })}
          </Text>
          <ImpactList projectUuid={projectUuid} impact={models.impact} />
          <PlacedList title={t('import.leftOutItems', { count: refused?.length ?? 0 })} items={refused ?? []} isOpen />
          <PlacedList title={t('import.approximated', { count: approximated?.length ?? 0 })} items={approximated ?? []} />
          <PlacedList title={t('import.read', { count: read?.length ?? 0 })} items={read ?? []} />
        </Stack>
      )}
    </section>
  )
}
