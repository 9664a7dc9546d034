/// What a leaked key opens, who owns it, and what disabling it stops: streamed in while a person
/// may act already.
package enum LeakDetail: Hashable, Sendable {
  /// An API stage that the key opens.
  package struct Opening: Hashable, Sendable {
    /// The stage.
    package var stage: StageReference
    /// The API's name; nil when it has none or is not known.
    package var apiName: String?
    /// Methods that ask for a key, `GET /orders`; nil when they could not be read.
    package var methods: [String]?
    /// The plan that opens it.
    package var plan: PlanReference

    /// Makes one.
    package init(
      stage: StageReference, apiName: String? = nil, methods: [String]? = nil, plan: PlanReference
    ) {
      self.stage = stage
      self.apiName = apiName
      self.methods = methods
      self.plan = plan
    }
  }

  /// Requests that the key's plans counted.
  package struct Exposure: Hashable, Sendable {
    /// A day's count.
    package struct Day: Hashable, Sendable {
      /// The day, UTC.
      package var date: CalendarDay
      /// Requests counted.
      package var used: Int

      /// Makes one.
      package init(date: CalendarDay, used: Int) {
        self.date = date
        self.used = used
      }
    }

    /// Requests counted today, UTC.
    package var today: Int
    /// Requests counted in the 90 days that AWS keeps.
    package var ninetyDays: Int
    /// The days in order, gaps left out.
    package var days: [Day]
    /// A sentence when today is unlike the days before; nil when it is not.
    package var remark: String?

    /// Makes one.
    package init(today: Int, ninetyDays: Int, days: [Day], remark: String? = nil) {
      self.today = today
      self.ninetyDays = ninetyDays
      self.days = days
      self.remark = remark
    }
  }

  /// What made the key, and may make or enable it again.
  package struct Management: Hashable, Sendable {
    /// The tool.
    package enum Tool: String, Hashable, Sendable {
      case cloudFormation = "CloudFormation"
      case cdk = "CDK"
      case sam = "SAM"
      case serverless = "Serverless Framework"
      case terraform = "Terraform"
    }

    /// The tool.
    package var tool: Tool
    /// The stack, workspace or whatever names the place; nil when it is not known.
    package var place: String?
    /// The name of the key's resource there.
    package var resource: String?
    /// True when a tag of AWS's says so, false for a sign that may mislead.
    package var isCertain: Bool
    /// The change to make there so that the key stays disabled, as lines of that tool's language.
    package var change: [String]

    /// Makes one.
    package init(
      tool: Tool, place: String? = nil, resource: String? = nil, isCertain: Bool, change: [String]
    ) {
      self.tool = tool
      self.place = place
      self.resource = resource
      self.isCertain = isCertain
      self.change = change
    }
  }

  /// What access logs say.
  package struct Traffic: Hashable, Sendable {
    /// A caller of the key.
    package struct Caller: Hashable, Sendable {
      /// The address.
      package var address: String
      /// The user agent.
      package var agent: String
      /// Requests seen.
      package var requests: Int

      /// Makes one.
      package init(address: String, agent: String, requests: Int) {
        self.address = address
        self.agent = agent
        self.requests = requests
      }
    }

    /// The stage whose log it is.
    package var stage: StageReference
    /// Requests with this key in the time looked at.
    package var requests: Int
    /// All requests of the stage in that time.
    package var allRequests: Int
    /// Hours looked at.
    package var hours: Int
    /// Those who called most, at most five.
    package var callers: [Caller]
    /// A sentence when disabling stops more than a leak: `100 % of this stage's requests, agent
    /// Amazon CloudFront: disabling stops the site.`
    package var warning: String?

    /// Makes one.
    package init(
      stage: StageReference, requests: Int, allRequests: Int, hours: Int, callers: [Caller] = [],
      warning: String? = nil
    ) {
      self.stage = stage
      self.requests = requests
      self.allRequests = allRequests
      self.hours = hours
      self.callers = callers
      self.warning = warning
    }
  }

  /// The key's plans.
  case plans([UsagePlan])
  /// Every API stage that it opens.
  case opens([Opening])
  /// What was counted.
  case exposure(Exposure)
  /// What made it; nil when nothing says so.
  case management(Management?)
  /// What a stage's access log says.
  case traffic(Traffic)
  /// A sentence besides, such as a part that could not be looked at and why.
  case note(String)
}
