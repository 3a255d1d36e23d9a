import { Anchor, Code, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JsonSchema } from '../../api/api-docs.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { paths } from '../../shell/paths.ts'
import { Method } from './method.tsx'
import type { Operation } from './operations.ts'
import { TryOperation } from './try-operation.tsx'

/** One operation: what it takes, what it answers, and trying it. */
export function OperationView({ operation }: { operation: Operation }) {
  const { t } = useTranslation()
  const { operationId, method, path, summary, parameters = [], requestBody, responses } = operation
  const body = requestBody?.content['application/json']?.schema
  return (
    <Page title={operationId} {...(summary === undefined ? {} : { description: summary })}>
      <Anchor component={LinkTo} href={paths.apiDocs()} size="sm">
        <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: 'middle' }} /> {t('apiDocs.all')}
      </Anchor>
      <Group gap="xs" my="md" wrap="nowrap">
        <Method method={method} />
        <Code style={{ overflowWrap: 'anywhere' }}>{path}</Code>
      </Group>
      <Stack gap="lg" maw={1000}>
        {parameters.length > 0 && (
          <section>
            <Title order={2} size="h5" mb="xs">
              {t('apiDocs.parameters')}
            </Title>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('endpoints.name')}</Table.Th>
                  <Table.Th>{t('apiDocs.place')}</Table.Th>
                  <Table.Th>{t('endpoints.type')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {parameters.map(({ name, in: place, required, schema }) => (
                  <Table.Tr key={name}>
                    <Table.Td>
                      <Code style={{ overflowWrap: 'anywhere' }}>{name}</Code>
                    </Table.Td>
                    <Table.Td>
                      {t(`apiDocs.places.${place}`)}
                      {required === true && ` · ${t('apiDocs.required')}`}
                    </Table.Td>
                    <Table.Td>{typeText(schema)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        )}
        {body !== undefined && <Schema title={t('apiDocs.body')} schema={body} />}
        <TryOperation operation={operation} />
        <section>
          <Title order={2} size="h5" mb="xs">
            {t('apiDocs.answers')}
          </Title>
          {Object.entries(responses).map(([status, { description, content }]) => {
            const schema = content?.['application/json']?.schema
            const title = `${status} · ${description}`
            return schema === undefined ? (
              <Text key={status} size="sm">
                {title}
              </Text>
            ) : (
              <Schema key={status} title={title} schema={schema} />
            )
          })}
        </section>
      </Stack>
    </Page>
  )
}

/** As JSON Schema has it, closed until somebody wants to know. */
const Schema = ({ title, schema }: { title: string; schema: JsonSchema }) => (
  <details>
    <summary>
      <Text span size="sm" fw={550}>
        {title}
      </Text>
    </summary>
    <Code block tabIndex={0} mah={400} mt="xs" style={{ overflow: 'auto' }}>
      {JSON.stringify(schema, null, 2)}
    </Code>
  </details>
)

function typeText(schema: JsonSchema | undefined): string {
  const { type, enum: values } = (schema ?? {}) as { type?: string | string[]; enum?: unknown[] }
  if (values !== undefined) return values.join(' | ')
  return Array.isArray(type) ? type.join(' | ') : (type ?? '')
}
