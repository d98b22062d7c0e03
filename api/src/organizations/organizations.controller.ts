import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { organizations } from './answers.js';
import { OrganizationsService } from './organizations.service.js';

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
