package io.ringmain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rules of core, see docs/architecture.md. */
@AnalyzeClasses(packages = "io.ringmain", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest
{
    @ArchTest
    static final ArchRule THE_ENGINE_IS_NOT_FOR_USERS = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("pipeline").definedBy("io.ringmain.pipeline..").layer("engine").definedBy("io.ringmain.engine..")
            .layer("latency").definedBy("io.ringmain.latency..").layer("graph").definedBy("io.ringmain.graph..")
            .layer("lane").definedBy("io.ringmain.lane..").layer("event").definedBy("io.ringmain.event..")
            .layer("state").definedBy("io.ringmain.state..").layer("failure").definedBy("io.ringmain.failure..")
            .layer("counter").definedBy("io.ringmain.counter..").layer("monitor").definedBy("io.ringmain.monitor..")
            .layer("jfr").definedBy("io.ringmain.jfr..").layer("micrometer").definedBy("io.ringmain.micrometer..")
            .layer("window").definedBy("io.ringmain.window..")
            .whereLayer("window").mayNotBeAccessedByAnyLayer()
            .whereLayer("micrometer").mayNotBeAccessedByAnyLayer()
            .whereLayer("pipeline").mayOnlyBeAccessedByLayers("micrometer")
            .whereLayer("engine").mayOnlyBeAccessedByLayers("pipeline", "monitor")
            .whereLayer("monitor").mayOnlyBeAccessedByLayers("pipeline")
            .whereLayer("jfr").mayOnlyBeAccessedByLayers("monitor", "engine")
            .whereLayer("latency").mayOnlyBeAccessedByLayers("pipeline", "engine", "monitor", "micrometer")
            .whereLayer("counter").mayOnlyBeAccessedByLayers("pipeline", "engine", "micrometer")
            .whereLayer("graph").mayOnlyBeAccessedByLayers("pipeline", "engine", "micrometer")
            .whereLayer("lane").mayOnlyBeAccessedByLayers("pipeline", "engine", "graph", "monitor")
            .whereLayer("event").mayOnlyBeAccessedByLayers("pipeline", "engine", "window")
            .whereLayer("state").mayOnlyBeAccessedByLayers("pipeline", "window")
            .whereLayer("failure").mayOnlyBeAccessedByLayers("pipeline", "engine", "graph");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("io.ringmain.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule CORE_DOES_NO_IO = noClasses().that()
            .doNotHaveFullyQualifiedName("io.ringmain.lane.KernelFiles")
            .should().dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.util.logging..",
                    "org.slf4j..", "org.apache.kafka..")
            .because(
                    "core is embedded: no files, no sockets, no logging framework; only which CPUs this process may use " +
                            "can be read nowhere but in /proc and /sys");

    @ArchTest
    static final ArchRule ONE_CLASS_READS_FILES_AND_DOES_NOTHING_ELSE = noClasses().that()
            .haveFullyQualifiedName("io.ringmain.lane.KernelFiles").should().dependOnClassesThat()
            .resideInAnyPackage("java.nio.channels..", "java.net..", "java.util.logging..", "org.slf4j..",
                    "io.ringmain..")
            .because("it reads what the kernel tells of the CPUs, and no more");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_AFFINITY = noClasses().that()
            .haveNameNotMatching("io\\.ringmain\\.lane\\.OpenHftAffinity(\\$.*)?").should().dependOnClassesThat()
            .resideInAnyPackage("net.openhft..", "com.sun.jna..")
            .because("it is an optional dependency: core runs without it");

    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_THE_FLIGHT_RECORDER = noClasses().that()
            .resideOutsideOfPackage("io.ringmain.jfr").should().dependOnClassesThat().resideInAnyPackage("jdk.jfr..")
            .because("a small run-time image may lack it: only there is it checked before anything of it is loaded");

    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_MICROMETER = noClasses().that()
            .resideOutsideOfPackage("io.ringmain.micrometer").should().dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..").because("it is an optional dependency: core runs without it");
}
