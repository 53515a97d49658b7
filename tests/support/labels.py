"""The worksheet's labels, typed from the form itself, so that no test takes them from the code it tests."""

GROUPS = (
    "People of color",
    "Specific racial or ethnic group(s)",
    "People with disabilities",
    "English-language learners",
    "People experiencing housing instability or homelessness",
    "Young people",
    "People involved in the criminal legal system",
    "Residents with low incomes",
    "Middle-class residents",
    "Other",
)
PILLARS = {
    "Opportunity-Rich & Inclusive Neighborhoods": [
        "Housing affordability",
        "Housing stability",
        "Economic inclusion",
        "Racial diversity",
        "Social capital",
        "Transportation access",
    ],
    "High-Quality Education": [
        "Access to preschool",
        "Effective public education",
        "School economic diversity",
        "Preparation for college",
        "Digital access",
    ],
    "Rewarding Work": [
        "Employment opportunities",
        "Jobs paying living wages",
        "Opportunities for income",
        "Financial security",
        "Wealth-building opportunities",
    ],
    "Healthy Environment & Access to Good Health Care": [
        "Access to health services",
        "Neonatal health",
        "Environmental quality",
        "Safety from trauma",
    ],
    "Responsive & Just Governance": [
        "Political participation",
        "Descriptive representation",
        "Safety from crime",
        "Just policing",
    ],
}
AREAS = tuple(area for areas in PILLARS.values() for area in areas)
ASSETS = (
    "Research and analytical capacity",
    "Staff capacity",
    "Financial resources",
    "Political clout",
    "Experience with data-informed decisionmaking",
    "A strong racial equity approach",
    "A strong understanding of positionality",
    "Strong connections to community members",
    "Experience conducting deep and meaningful community engagement",
    "Deep practice of power sharing or power analysis",
    "Data sharing and transparency",
    "Fundraising capacity",
    "Representation of the group(s) that will be directly affected by the work",
    "Convening power",
    "Other",
)
QUESTIONS = (
    "Which of the following groups in your community face the greatest barriers to upward mobility?",
    "Which of the following areas are of greatest concern in your community?",
    "What assets does your Mobility Coalition need?",
)
PARTS = (
    "Part 1: Identify Your Coalition's Needs",
    "Part 2: What Existing Partnerships Do You Have?",
    "Part 3: Where Are There Opportunities to Build New Partnerships?",
    "Part 4: How Could These Partners' Participation Benefit the Work of Your Coalition?",
    "Part 5: Develop Your Invite List",
)
TABLES = {
    "Table 1. Existing Partnerships": (
        "Organization name",
        "Type of organization",
        "Target populations served",
        "Domains of work",
        "Assets",
    ),
    "Table 2. Potential New Partnerships": (
        "Organization name",
        "Type of organization",
        "Target populations served",
        "Domain of work",
        "Assets",
    ),
    "Table 3. How Existing and Potential Partners Can Benefit the Coalition's Work": (
        "Identified partner",
        "Aligned initiatives",
        "Motivations for joining",
        "Roles",
        "Barriers to partnership / how they're a good partner",
    ),
    "Table 4. Mobility Coalition Final Invite List": (
        "Potential coalition member",
        "Organization",
        "Who will send the invitation?",
    ),
}
FIGURE = "Figure 1. Actors to Consider for Your Mobility Coalition"

TICKED = {
    "groups": {
        "People of color",
        "Specific racial or ethnic group(s)",
        "English-language learners",
        "People experiencing housing instability or homelessness",
        "Young people",
        "People involved in the criminal legal system",
        "Residents with low incomes",
        "Other",
    },
    "areas": {
        "Housing affordability",
        "Housing stability",
        "Transportation access",
        "Access to preschool",
        "Preparation for college",
        "Digital access",
        "Employment opportunities",
        "Jobs paying living wages",
        "Financial security",
        "Access to health services",
        "Neonatal health",
        "Just policing",
    },
    "assets": {
        "Research and analytical capacity",
        "Staff capacity",
        "Financial resources",
        "Political clout",
        "A strong racial equity approach",
        "Strong connections to community members",
        "Deep practice of power sharing or power analysis",
        "Data sharing and transparency",
        "Fundraising capacity",
        "Representation of the group(s) that will be directly affected by the work",
        "Convening power",
        "Other",
    },
}
"""What content/needs.yml ticks, read off by eye."""
