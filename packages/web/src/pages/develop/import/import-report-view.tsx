import { Alert, Badge, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../../api/model-files.ts'
import { ImpactList } from '../impact-list.tsx'
import classes from './import.module.css'
import { PlacedList } from './placed-list.tsx'

type Props = { projectUuid: string; report: ImportReport; /** While it is made anew. */ isDimmed: boolean }

/** What an import would bring: explores, what differs and is left out in each format with the reason, and what is in the way. */
export function ImportReportView({ projectUuid, report, isDimmed }: Props) {
  const { t } = useTranslation()
  const { explores, formats, problems, files, leftOut, taken, impact, obstacles } = report
  const working = explores.filter(({ error }) => error === null)
  const broken = explores.filter(({ error }) => error !== null)
  return (
    <Stack gap="md" className={classes['report']} {...(isDimmed ? { 'data-dimmed': true } : {})} role="region" aria-label={t('import.report')}>
      {obstacles.map((obstacle) => (
        <Alert key={obstacle} color="red" variant="light" role="alert" icon={<IconAlertTriangle size={20} />} title={t(`import.obstacles.${obstacle}`)}>
          <Text size="sm">{t(`import.mends.${obstacle}`)}</Text>
          {obstacle === 'models_taken' && (
            <List size="sm" mt={4}>
              {taken.slice(0, 20).map(({ name, file, line, existingFile }) => (
                <List.Item key={`${file}:${line}`}>{t('import.taken', { name, place: `${file}:${line}`, existingFile })}</List.Item>
              ))}
            </List>
          )}
        </Alert>
      ))}
      <ImpactList projectUuid={projectUuid} impact={impact} />
      {explores.length > 0 && (
        <section>
          <Title order={3} size="h6">
            {t('import.explores', { count: working.length })}
          </Title>
          <Group gap={6} mt={6}>
            {working.map(({ name, label }) => (
              <Badge key={name} variant="light" tt="none" leftSection={<IconCircleCheck size={12} aria-hidden />} title={name}>
                {label}
              </Badge>
            ))}
          </Group>
          <PlacedList
            title={t('import.broken', { count: broken.length })}
            items={broken.map(({ label, file, line, error }) => ({ file, line, text: label, why: error ?? '' }))}
            isOpen
          />
        </section>
      )}
      {formats.map(({ format, read, approximated, refused }) => (
        <section key={format} aria-label={t(`import.formats.${format}`)}>
          <Title order={3} size="h6">
            {t(`import.formats.${format}`)}
          </Title>
          <Text size="sm" c="dimmed" className="numbers">
            {t('import.counts', { read: read.length, approximated: approximated.length, refused: refused.length })}
          </Text>
          <PlacedList title={t('import.leftOutItems', { count: refused.length })} items={refused.map(itemOf)} isOpen />
          <PlacedList title={t('import.approximated', { count: approximated.length })} items={approximated.map(itemOf)} isOpen={approximated.length <= 10} />
          <PlacedList title={t('import.read', { count: read.length })} items={read.map(itemOf)} />
        </section>
      ))}
      <PlacedList
        title={t('import.problems', { count: problems.length })}
        items={problems.map(({ file, line, message, hint }) => ({ file, line, text: message, why: hint }))}
        isOpen
      />
      <section>
        <Title order={3} size="h6">
          {t('import.filesTitle')}
        </Title>
        <PlacedList title={t('import.created', { count: files.created.length })} items={files.created.map(fileItem)} />
        <PlacedList title={t('import.overwritten', { count: files.overwritten.length })} items={files.overwritten.map(fileItem)} isOpen />
        <PlacedList title={t('import.removed', { count: files.removed.length })} items={files.removed.map(fileItem)} isOpen />
        <PlacedList title={t('import.otherFiles', { count: leftOut.length })} items={leftOut.map(fileItem)} />
      </section>
    </Stack>
  )
}

const itemOf = ({ what, file, line, why = '' }: ImportReport['formats'][number]['read'][number]) => ({ file, line, text: what, why })
const fileItem = (file: string) => ({ file, line: null, text: '', why: '' })
