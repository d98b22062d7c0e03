import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { RULES } from '../submissions/checks/rules.js';
import { kinds } from './answers.js';
import { KINDS } from './kinds.js';

@ApiTags('kinds')
@Controller('api/v1/kinds')
@AllowSignedIn()
export class KindsController {
  @Get()
  @ApiOperation({ summary: 'The kinds of record with labels, fields, codes and check rules' })
  @Answers(kinds)
  list() {
    return {
      items: KINDS.map(({ name, label, geometry, codeField, nameField, ownerField, retired, sections, fields }) => ({
        name,
        label,
        geometry,
        codeField,
        nameField,
        ownerField,
        retired,
        sections,
        fields: fields.map(({ computed, synonyms: _, required, authorityOnly, ...field }) => ({
          ...field,
          required: !!required,
          authorityOnly: !!authorityOnly,
          computed: !!computed,
        })),
      })),
      rules: RULES.map(({ id, severity, title }) => ({ id, severity, title })),
    };
  }
}
