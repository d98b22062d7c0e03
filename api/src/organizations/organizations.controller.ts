import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../access/viewer.js';
import { OrganizationsService } from './organizations.service.js';

@ApiTags('organizations')
@Controller('api/v1/organizations')
@AllowSignedIn()
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Get()
  @ApiOperation({ summary: 'Operators, tower companies and the post' })
  async list() {
    return { items: (await this.organizations.all()).map(({ code, name, shortName, sector }) => ({ code, name, shortName, sector })) };
  }
}
