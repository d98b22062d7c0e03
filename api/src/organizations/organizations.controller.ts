import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn } from '../access/viewer.js';
import { answerNamed, Answers, listOf } from '../http/answers.js';
import { OrganizationsService } from './organizations.service.js';

const organizations = answerNamed('Organizations', listOf(z.object({ code: z.string(), name: z.string(), shortName: z.string(), sector: z.string() })));

@ApiTags('organizations')
@Controller('api/v1/organizations')
@AllowSignedIn()
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Get()
  @ApiOperation({ summary: 'Operators, tower companies and the post' })
  @Answers(organizations)
  async list() {
    return { items: (await this.organizations.all()).map(({ code, name, shortName, sector }) => ({ code, name, shortName, sector })) };
  }
}
